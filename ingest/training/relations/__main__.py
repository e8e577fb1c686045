"""
Make the judge of relations: `python -m ingest.training.relations`.

Fits it on the gold's train part, the texts and the sentences for training; calibration and thresholds come from those
documents held out in turn and from the dev part, which no weight is fitted on. Writes `relations.json`, and prints what
each relation adds to the patterns there. Seeded; a few minutes of one core.
"""

import argparse
import json
import sys
from pathlib import Path

from ingest.claims.learned.judge import WEIGHTS
from ingest.extract import make_extractor
from ingest.language.spacy_analyser import load_analyser
from ingest.training.relations.examples import Example, read_annotated, taught_examples
from ingest.training.relations.fitting import (
    added_by,
    calibration_of,
    fit,
    held_out_sums,
    sums_of,
    table_of,
    written,
)
from ingest.training.relations.sentences import read_sentences


def main() -> None:
    """
    Read, fit, choose, write.
    """
    parser = argparse.ArgumentParser(prog="ingest.training.relations", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--strength", type=float, default=1.0, help="how far weights may go")
    parser.add_argument("--precision", type=float, default=0.75, help="what each relation's additions must reach")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    corpus, extractor = options.corpus, make_extractor(load_analyser())
    training = corpus / "training"
    fitted_on = [
        *read_annotated(corpus / "gold", corpus / "documents", ("train",), extractor),
        *read_annotated(training / "gold", training / "documents", ("train",), extractor),
    ]
    tuned_on = list(read_annotated(corpus / "gold", corpus / "documents", ("dev",), extractor))
    taught = list(taught_examples(read_sentences(training / "sentences.txt"), extractor))
    names = {document.name for document in fitted_on}

    def is_fitted(example: Example) -> bool:
        return not example.document or example.document in names

    examples = [*taught, *(each for document in (*fitted_on, *tuned_on) for each in document.examples)]
    table = table_of(examples, is_fitted)
    relations = sorted({relation for example in examples for relation in example.weights})
    fitted = fit(table, is_fitted, relations, options.strength)
    sums = held_out_sums(table, names, relations, strength=options.strength, seed=options.seed)
    sums |= sums_of(table, fitted, lambda example: not is_fitted(example))
    documents = [*fitted_on, *tuned_on]
    calibration = calibration_of(sums, documents)
    chosen = added_by(sums, documents, calibration, options.precision)
    judge = written(table, fitted, calibration, {name: each for name, each in chosen.items() if name in fitted.weights})
    options.out.write_text(json.dumps(judge, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    for relation, added in chosen.items():
        sys.stdout.write(f"{relation:20} from {added.threshold:.2f}: {added.right} right, {added.wrong} wrong\n")
    sys.stdout.write(f"{len(examples)} pairs, {len(judge['weights'])} features, {options.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
