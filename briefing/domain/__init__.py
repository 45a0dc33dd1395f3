"""What the program speaks of: frozen values, standard library only, knowing nobody above them."""
