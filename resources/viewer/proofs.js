// Data Integrity proofs of the suite eddsa-jcs-2022 with a did:key.

function list(value) {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

const HOLDS = 'holds', BROKEN = 'broken', UNKNOWN = 'unknown', UNSIGNED = 'unsigned';

// What became of the eddsa-jcs-2022 proof that `signer` made. A proof by somebody else is not counted.
async function jcsProof(document, signer, purpose) {
  const proofs = list(document.proof);
  if (!proofs.length) return UNSIGNED;
  const proof = proofs.find(one => one && one.type === 'DataIntegrityProof' && one.cryptosuite === 'eddsa-jcs-2022'
    && typeof one.verificationMethod === 'string' && one.verificationMethod.split('#')[0] === signer);
  if (!proof || !signer.startsWith('did:key:')) return UNKNOWN;
  try {
    const key = keyOf(signer);
    if (!key) return UNKNOWN;
    if (proof.verificationMethod !== signer + '#' + signer.slice('did:key:'.length)) return BROKEN;
    if (proof.proofPurpose !== purpose) return BROKEN;
    if (proof.expires !== undefined && !(Date.parse(proof.expires) > Date.now())) return BROKEN;
    const {proofValue, ...config} = proof;
    const {proof: _, ...bare} = document;
    if ('@context' in config) {
      const signed = list(config['@context']), own = list(bare['@context']);
      if (!signed.every((context, index) => canonical(context) === canonical(own[index] ?? null))) return BROKEN;
      bare['@context'] = config['@context'];
    }
    const message = joined(await sha256(utf8(canonical(config))), await sha256(utf8(canonical(bare))));
    if (typeof proofValue !== 'string' || proofValue[0] !== 'z') return BROKEN;
    return await signatureHolds(key, fromMultibase(proofValue), message) ? HOLDS : BROKEN;
  } catch {
    return BROKEN;
  }
}
