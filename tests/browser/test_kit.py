"""The kit finds what it is there to find."""

import shutil

import pytest

from tests.browser import kit
from tests.browser.kit import Faults, assert_accessible, assert_fits, assert_sound, violations

BAD = '<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"><input></main>'

GOOD = '<html lang="en"><title>x</title>{}<main><h1>x</h1><p>Pale or wide?</p></main>'
NARROW = "<style>@media (max-width: 400px) {{ p {{ {} }} }}</style>"


def test_violations_name_the_rule_and_the_place(desk):
    desk.set_content(BAD)
    found = "\n".join(violations(desk))
    assert "image-alt (critical)" in found
    assert "at input" in found
    with pytest.raises(AssertionError, match="faults"):
        assert_accessible(desk)


def test_what_sticks_out_is_found(phone):
    phone.set_content('<div style="width: 400px">wide</div>')
    with pytest.raises(AssertionError, match="pixels wide in a window of 320"):
        assert_fits(phone)


def test_a_sound_page_is_sound_and_ends_in_the_wide_window(desk):
    desk.set_content(GOOD.format(""))
    assert_sound(desk)
    assert desk.evaluate("innerWidth") == 1280


@pytest.mark.parametrize(
    ("style", "told"),
    [("width: 400px", "in a window of 320"), ("color: #ddd", "1 faults at 320:\ncolor-contrast")],
)
def test_what_is_wrong_in_the_narrow_window_only_is_found(desk, style, told):
    desk.set_content(GOOD.format(NARROW.format(style)))
    assert_accessible(desk)
    assert_fits(desk)
    with pytest.raises(AssertionError, match=told):
        assert_sound(desk)


def test_scripts_have_heard_of_the_narrow_window_before_it_is_judged(desk):
    desk.set_content(GOOD.format(""))
    desk.evaluate(
        "() => { window.narrow = matchMedia('(max-width: 400px)');"
        " narrow.onchange = () => { document.querySelector('p').style.width = '400px'; }; }"
    )
    with pytest.raises(AssertionError, match="in a window of 320"):
        assert_sound(desk)


def test_axe_refuses_to_wait_for_ever(plain):
    plain.set_content(BAD)
    with pytest.raises(AssertionError, match="unscripted"):
        violations(plain)


def test_refused_scripts_and_lost_files_are_faults(new_context, base_url):
    page, held = new_context().new_page(), Faults()
    held.watch(page)
    page.goto("/pages/gallery/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=/lost.png alt=x>')")
    page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
    page.wait_for_load_state("networkidle")
    assert any(fault.startswith("404: ") for fault in held.found)
    assert any("Content Security Policy" in fault for fault in held.found)


def test_a_missing_browser_is_a_failure_that_names_the_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    kit.chromium.cache_clear()
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        kit.chromium()
    kit.chromium.cache_clear()
