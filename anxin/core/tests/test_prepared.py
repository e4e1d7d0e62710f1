from uuid import UUID

import pytest

from anxin.core.prepared import Prepared
from anxin.desk.models import Question
from tests.town import Town

BY_ID = Prepared(lambda id: Question.objects.select_related("campaign", "owner").filter(pk=id), UUID(int=1))


def test_it_gives_what_the_query_gives_for_each_value(town: Town) -> None:
    first, second = town.resident.asks("可以喝中药吗？"), town.resident.asks("口罩可以洗吗？")
    assert [BY_ID.first(each.pk) for each in (first, second, first)] == [first, second, first]
    assert BY_ID.first(UUID(int=7)) is None


def test_related_rows_come_with_it(town: Town, django_assert_num_queries: pytest.FixtureRequest) -> None:
    question = town.resident.asks("可以喝中药吗？")
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = BY_ID.all(question.pk)[0]
        assert (found.campaign, found.owner) == (town.campaign, None)


def test_an_example_that_the_statement_does_not_hold_is_said(db: None) -> None:
    lost = Prepared(lambda id: Question.objects.all(), UUID(int=1))
    with pytest.raises(AssertionError, match="do not stand in"):
        lost.all(UUID(int=2))
