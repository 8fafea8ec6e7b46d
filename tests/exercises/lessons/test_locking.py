"""The price of a lock is drawn, and said in words."""

from exercises.lessons.locking import toll_plot


def test_the_plot_says_in_words_what_it_shows():
    """Every point is in the alt sentence, in the order of the sizes, and the marked one once more."""
    seconds = {10: 0.02, 1: 0.2, 100: 0.015}
    told = toll_plot(seconds, chosen=10).alt
    assert "with 1, 10, 100 of them" in told
    assert "lock 200, 20, 15 ms" in told
    assert "Marked: 10, 20 ms." in told
    assert "Marked" not in toll_plot(seconds).alt
