"""Makes a library with many generations quickly, for measuring: English and Chinese prompts, all stages, two years."""

from __future__ import annotations

import argparse
import itertools
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from rushes.core.generation import GenerationId
from rushes.core.parameters import AspectRatio, Parameters, Resolution
from rushes.core.recipe import Recipe
from rushes.core.recipe_json import to_json
from rushes.core.stages import Engine, Stage
from rushes.store import Library
from rushes.store.rows import dump, excerpt, to_ms
from rushes.store.search import id_words, other_words, prompt_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYLLABLES: Final = "ka lo mir en tas vo ri sun del pra gho wei tan ox ber nil sha cor um fe"
_COMMON: Final = (
    "fox runs snow camera golden hour slow dolly neon city rain portrait cinematic wide shot ocean storm dancer robot "
    "lantern harbour crane fog street café window steam motorcycle drone sunrise galaxy visor close-up backlight"
)
_CHINESE: Final = (
    "一只狐狸在雪地里奔跑镜头缓慢推进黄金时刻的光线城市霓虹雨夜电影感特写海浪拍打礁石舞者旋转机器人灯笼飘向天空远景"
    "慢动作逆光森林晨雾山谷小镇火车穿过樱花花瓣飞舞人物微笑转身背影古风建筑屋檐滴水湖面倒影星空银河延时摄影"
)
NEWEST: Final = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
SPAN: Final = timedelta(days=730)
_ID_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_BATCH: Final = 5000

Row = tuple[dict[str, Any], Recipe]


def make_prompts(n: int, rng: random.Random) -> Iterator[str]:
    """Give `n` prompts of 60 to 600 characters, a fifth of them Chinese."""
    syllables = _SYLLABLES.split()
    rare = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(6000)]
    vocabulary = _COMMON.split() + rare
    weights = list(itertools.accumulate(1 / (rank + 1) ** 0.9 for rank in range(len(vocabulary))))
    for i in range(n):
        if i % 5 == 0:
            starts = [rng.randrange(len(_CHINESE) - 8) for _ in range(rng.randint(12, 40))]
            yield "，".join(_CHINESE[start : start + rng.randint(2, 8)] for start in starts)
        else:
            words = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(35, 105))
            yield "[0–2s] @Image1 " * (i % 7 == 0) + " ".join(words)


def _rows(n: int, first: int, rng: random.Random) -> Iterator[Row]:
    resolutions = (Resolution.P480, Resolution.P720, Resolution.P1080)
    for i, prompt in enumerate(make_prompts(n, rng)):
        parameters = Parameters(
            aspect_ratio=rng.choice(list(AspectRatio)), resolution=resolutions[i % 3], duration=4 + i % 12, seed=i
        )
        recipe = Recipe(prompt=prompt, parameters=parameters)
        rehearsal, failed = i % 3 == 1, i % 17 == 5
        created = to_ms(NEWEST - SPAN * ((n - i) / n))
        took = (20 if rehearsal else 140) * 1000 + rng.randrange(60_000)
        gid = "".join(rng.choices(_ID_LETTERS, k=12))
        values: dict[str, Any] = {
            "row": first + i,
            "id": gid,
            "engine": (Engine.REHEARSAL if rehearsal else Engine.SKILLS_VIDEO).value,
            "stage": (Stage.FAILED if failed else Stage.READY).value,
            "origin": "window",
            "remote_id": f"gen_{rng.getrandbits(64):016x}",
            "excerpt": excerpt(recipe),
            "workflow": recipe.workflow.value,
            "aspect_ratio": parameters.aspect_ratio.value,
            "resolution": parameters.resolution.value,
            "duration": parameters.duration,
            "created_ms": created,
            "submitted_ms": created + 3000,
            "accepted_ms": created + 4000,
            "rendering_ms": created + 9000,
            "finished_ms": created + took,
            "code": "VIDEO_GENERATION_CONTENT_REJECTED" if failed else "",
            "title": "skills.video refused the content" if failed else "",
            "usage_total": None if failed else 0 if rehearsal else 4 * parameters.duration,
            "take_path": None if failed else f"Takes/made/{gid}.mp4",
            "take_sha256": None if failed else f"{rng.getrandbits(256):064x}",
            "take_size": None if failed else rng.randrange(1_000_000, 9_000_000),
        }
        yield values, recipe


def make_library(folder: Path, n: int, seed: int = 7) -> None:
    """Add `n` generations to the library in `folder`, which is made if need be. The takes' files are not made."""
    rng = random.Random(seed)
    with Library.open(folder) as library:
        database = library._database
        with database.read() as connection:
            (last,) = connection.execute("SELECT ifnull(max(row), 0) FROM generation").fetchone()
        rows = _rows(n, last + 1, rng)
        while batch := list(itertools.islice(rows, _BATCH)):
            names = list(batch[0][0])
            places = ", ".join(f":{name}" for name in names)
            with database.write() as connection:
                connection.executemany(
                    f"INSERT INTO generation ({', '.join(names)}) VALUES ({places})", [values for values, _ in batch]
                )
                connection.executemany(
                    "INSERT INTO detail (row, recipe) VALUES (?, ?)",
                    [(values["row"], dump(to_json(recipe))) for values, recipe in batch],
                )
                connection.executemany(
                    "INSERT INTO words (row, prompt, other, ids) VALUES (?, ?, ?, ?)",
                    [_words(values, recipe) for values, recipe in batch],
                )


def _words(values: dict[str, Any], recipe: Recipe) -> tuple[object, ...]:
    ids = id_words(GenerationId(values["id"]), values["remote_id"])
    return values["row"], prompt_words(recipe), other_words(recipe, values["code"], values["title"]), ids


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("n", type=int)
    arguments = parser.parse_args()
    make_library(arguments.folder, arguments.n)
