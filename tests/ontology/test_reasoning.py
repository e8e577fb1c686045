from ontology.load import schema_files
from ontology.namespaces import ENTITIES, ONTOLOGY, OWL, RDF, RDFS
from ontology.reasoning import prove

FILES = [path for path in schema_files() if path.name != "shapes.ttl"]


def test_the_schema_is_consistent_and_every_class_can_have_members():
    assert prove(FILES).holds


def test_a_copy_in_which_a_memorandum_is_a_company_is_caught():
    broken = f"<{ONTOLOGY}MemorandumOfUnderstanding> <{RDFS}subClassOf> <{ONTOLOGY}Company> .\n"

    proof = prove(FILES, more=broken)

    assert proof.is_consistent
    assert proof.unsatisfiable == ("MemorandumOfUnderstanding",)


def test_a_copy_in_which_a_mineral_is_party_to_an_agreement_is_caught():
    mineral, agreement = f"<{ENTITIES}gallium>", f"<{ENTITIES}pact>"
    broken = (
        f"{mineral} <{RDF}type> <{OWL}NamedIndividual> .\n{agreement} <{RDF}type> <{OWL}NamedIndividual> .\n"
        f"{mineral} <{RDF}type> <{ONTOLOGY}Mineral> .\n{mineral} <{ONTOLOGY}partyTo> {agreement} .\n"
    )

    assert not prove(FILES, more=broken).is_consistent
