"""
Lemmas as edit scripts: a small set of ways to turn a form into its base form, told apart by the tagger.

A script is `<case><count>:<ending>`: put the form in a case (`l` lower, `k` kept, `t` first letter only), take `count`
characters off its end and put the ending there. `=word` stands for forms that share nothing with their lemma.
"""

from typing import Final

KEEP: Final = "k0:"


def _in_case(form: str, case: str) -> str:
    if case == "l":
        return form.lower()
    return form[:1].upper() + form[1:].lower() if case == "t" else form


def _shared_prefix(one: str, other: str) -> int:
    for position, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return position
    return min(len(one), len(other))


def script_between(form: str, lemma: str) -> str:
    """
    The shortest script that makes a lemma of a form.

    >>> script_between("Mines", "mine"), script_between("was", "be"), script_between("IRAQ", "Iraq")
    ('l1:', '=be', 't0:')
    """
    prefixes = {case: _shared_prefix(_in_case(form, case), lemma) for case in "lkt"}
    case = max("lkt", key=lambda candidate: prefixes[candidate])
    shared = prefixes[case]
    if shared == 0:
        return f"={lemma}"
    return f"{case}{len(form) - shared}:{lemma[shared:]}"


def lemma_of(form: str, script: str) -> str:
    """
    The lemma a script makes of a form; a script that asks for more than the form has gives the form in lower case.

    >>> lemma_of("signed", "l2:"), lemma_of("Companies", "l3:y"), lemma_of("a", "l3:y")
    ('sign', 'company', 'a')
    """
    if script.startswith("="):
        return script[1:]
    count, _, ending = script[1:].partition(":")
    cased = _in_case(form, script[0])
    if int(count) >= len(cased) + (1 if ending else 0):
        return form.lower()
    return cased[: len(cased) - int(count)] + ending
