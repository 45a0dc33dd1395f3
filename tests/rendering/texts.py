"""Texts as an article could hold them to get something out of a renderer."""

from hypothesis import strategies as st

_PIECES = st.sampled_from(
    [
        *"\\`*_{}[]()#+-.!|<>&;:~^$@=\"' ",
        *("[^1]", "[^1]:", "![", "](x)", "http://a.b", "www.a.b", "**", "__", "~~", "```", "<b>", "<!--", "-->"),
        *(
            "&amp;",
            "&#35;",
            "1. ",
            "10) ",
            "- ",
            "# ",
            " #",
            "---",
            "{{ x }}",
            "{% raw %}",
            "\n",
            "\n\n# ",
            "\n- ",
            "\t",
        ),
        *("#strong[x]", "$x^2$", "#let", "@x", "//", "\u202e", "\u2028", "\x00", "\x1b[0m", "\ufeff", "é", "e\u0301"),
        *("word", "two words", "3.1", "yes", "null", "中", "👩‍🚀", "שלום", "مرحبا"),
    ]
)
texts = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=40))
