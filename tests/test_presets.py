"""The presets that travel with the package."""

import pytest

from rwkvchat.errors import SettingsError
from rwkvchat.params import SamplingParams
from rwkvchat.presets import load_preset, preset_names

TOGETHER = {"temp", "top_p", "top_k", "presence", "frequency", "penalty_decay"}


def test_there_are_presets_for_every_taste_and_of_the_reference_programs() -> None:
    assert preset_names() == ["chat", "creative", "precise", "greedy", "raven", "world", "rwkv-package"]


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_can_be_used_and_leaves_nothing_of_another(name: str) -> None:
    preset = load_preset(name)
    assert preset.name == name
    assert preset.description
    assert set(preset.settings) == TOGETHER
    changed = SamplingParams(seed=7, max_tokens=5).with_texts(preset.settings)
    assert (changed.seed, changed.max_tokens) == (7, 5)


def test_the_greedy_preset_has_no_penalties() -> None:
    params = SamplingParams(presence=1, frequency=1).with_texts(load_preset("greedy").settings)
    assert (params.temperature, params.presence, params.frequency) == (0, 0, 0)


def test_the_preset_of_the_reference_program_is_what_raven_models_come_with() -> None:
    from rwkvchat.known_models import RAVEN

    assert SamplingParams().with_texts(load_preset("raven").settings) == RAVEN.params


def test_a_name_is_taken_whatever_its_case() -> None:
    assert load_preset("Greedy") is load_preset("greedy")


def test_an_unknown_preset_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="no preset named gredy") as caught:
        load_preset("gredy")
    assert "did you mean greedy?" in caught.value.hint
    with pytest.raises(SettingsError) as far:
        load_preset("zzz")
    assert "did you mean" not in far.value.hint
    assert "chat" in far.value.hint
