"""Checks and makes presentations with openvc-core, which is not ours.

    presentations.py check FILE DOMAIN CHALLENGE   one presentation: its proof and those of the credentials in it
    presentations.py write FILE DOMAIN CHALLENGE   writes one, by a key of its own, of a credential by another

Exit code 0 when all hold, 1 when not, 2 when called wrongly.
"""

import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openvc.errors import OpenvcError
from openvc.keys import Ed25519SigningKey
from openvc.proof.di_jcs import EddsaJcsProofSuite

from proofs import base58

CONTEXT = ["https://www.w3.org/ns/credentials/v2"]


def signer(seed):
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    multikey = "z" + base58(b"\xed\x01" + key.public_key().public_bytes_raw())
    did, method = f"did:key:{multikey}", f"did:key:{multikey}#{multikey}"
    return did, method, Ed25519SigningKey(key, method)


def check(path, domain, challenge):
    suite = EddsaJcsProofSuite()
    with open(path, encoding="utf-8") as file:
        presentation = json.load(file)
    try:
        suite.verify(
            presentation, expected_proof_purpose="authentication", expected_challenge=challenge,
            expected_domain=domain)
        for credential in presentation["verifiableCredential"]:
            suite.verify(credential)
    except (OpenvcError, ValueError, KeyError) as error:
        print(f"{type(error).__name__}: {error}")
        return 1
    return 0


def write(path, domain, challenge):
    suite = EddsaJcsProofSuite()
    holder, holder_method, holder_key = signer(81)
    issuer, issuer_method, issuer_key = signer(82)
    credential = suite.add_proof(
        {
            "@context": CONTEXT, "type": ["VerifiableCredential"], "issuer": issuer,
            "validFrom": "2026-06-30T10:00:00Z", "credentialSubject": {"id": holder, "name": "é \"中\""},
        }, signing_key=issuer_key, verification_method=issuer_method)
    presentation = suite.add_proof(
        {
            "@context": CONTEXT, "type": ["VerifiablePresentation"], "holder": holder,
            "verifiableCredential": [credential],
        }, signing_key=holder_key, verification_method=holder_method, proof_purpose="authentication",
        challenge=challenge, domain=domain)
    with open(path, "w", encoding="utf-8") as output:
        json.dump(presentation, output, ensure_ascii=False, indent=2)
    return 0


if __name__ == "__main__":
    commands = {"check": check, "write": write}
    if len(sys.argv) != 5 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    sys.exit(commands[sys.argv[1]](*sys.argv[2:]))
