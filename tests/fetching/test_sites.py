"""Whose name a feed may give to a page: that of its own site, and of no other."""

import pytest

from briefing.fetching.sites import is_one_site

ONE = """paper.co.uk www.paper.co.uk
paper.co.uk news.paper.co.uk
feeds.paper.example news.feeds.paper.example
paper.com rss.paper.com
www.paper.com paper.com
rss.paper.com www.paper.com
127.0.0.1 127.0.0.1
intranet intranet"""
TWO = """blog.co.uk paper.co.uk
co.uk paper.co.uk
a.com.tr b.com.tr
com.tr b.com.tr
a.blogspot.com b.blogspot.com
blogspot.com a.blogspot.com
medium.com anna.medium.com
gouv.fr ville.gouv.fr
10.0.0.1 10.1.0.1
0.1 10.0.0.1
::1 2::1
paper.com newspaper.com
com paper.com
local paper.local"""


@pytest.mark.parametrize("hosts", ONE.splitlines())
def test_one_site(hosts: str) -> None:
    one, other = hosts.split()
    assert is_one_site(one, other) and is_one_site(other, one)


@pytest.mark.parametrize("hosts", TWO.splitlines())
def test_two_sites_as_far_as_anybody_can_tell(hosts: str) -> None:
    one, other = hosts.split()
    assert not is_one_site(one, other) and not is_one_site(other, one)
