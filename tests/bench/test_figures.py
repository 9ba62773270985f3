"""The arithmetic of the report, on made-up figures."""
import pytest

from bench.figures import median, number, percentile, ratio


def test_a_percentile_is_one_of_the_values() -> None:
    hundred = [float(value) for value in range(100, 0, -1)]
    assert percentile(hundred, 95) == 95.0
    assert percentile(hundred, 100) == 100.0
    assert percentile([3.0, 1.0], 95) == 3.0
    assert percentile([7.0], 1) == 7.0


def test_the_95th_of_twenty_leaves_one_above() -> None:
    twenty = [float(value) for value in range(20)]
    assert sum(value > percentile(twenty, 95) for value in twenty) == 1


@pytest.mark.parametrize("values, expected", [([5.0, 1.0, 3.0], 3.0), ([4.0, 1.0, 3.0, 2.0], 2.5), ([6.0], 6.0)])
def test_the_median_is_in_the_middle_whatever_the_order(values: list, expected: float) -> None:
    assert median(values) == expected


@pytest.mark.parametrize("rank", [0, -5, 101])
def test_a_rank_that_means_nothing_is_refused(rank: float) -> None:
    with pytest.raises(ValueError):
        percentile([1.0], rank)


def test_nothing_measured_gives_no_figure() -> None:
    with pytest.raises(ValueError):
        percentile([], 95)
    with pytest.raises(ValueError):
        median([])


def test_a_ratio_is_ours_over_the_stock_bot() -> None:
    assert ratio(10.0, 40.0) == 0.25
    assert ratio(0.0, 40.0) == 0.0
    assert ratio(None, 40.0) is None
    assert ratio(10.0, None) is None
    assert ratio(10.0, 0.0) is None


def test_numbers_are_written_in_french() -> None:
    assert number(1234567.89) == "1\u202f234\u202f567,9"
    assert number(0.304, 2) == "0,30"
    assert number(812.6, 0) == "813"
