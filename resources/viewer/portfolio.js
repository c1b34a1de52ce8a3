// What the file says and what of it holds (docs/spec/portfolio.md, 8). No sentence and no element here: codes only.

const UNCHANGED = 'ongewijzigd', NOT_SURE = 'niet_te_controleren', ALTERED = 'gewijzigd', EXPIRED = 'verlopen';
const NOT_SIGNED = 'niet_ondertekend', NOT_LOOKED = 'niet_gecontroleerd';

function block(id) {
  const element = document.getElementById(id);
  return element && element.localName === 'script' ? element.textContent : null;
}

// The portfolio as it stands in the blocks, or null when it cannot be read at all.
function readPortfolio() {
  try {
    const presentation = JSON.parse(block('presentation'));
    const companions = JSON.parse(block('companions'));
    const manifest = presentation.portfolio;
    const members = list(presentation.verifiableCredential);
    const files = new Map(list(manifest.portfolioFile).map(file => [file.id, file]));
    const items = list(manifest.portfolioItem).map((item, index) => {
      const embedded = item.itemMember === undefined ? null : members[item.itemMember];
      const enclosed = list(item.itemEvidence).map(id => files.get(id));
      const original = item.itemOriginal ? files.get(item.itemOriginal) : null;
      if (embedded === undefined || original === undefined || enclosed.includes(undefined)) throw new Error('binding');
      return {number: index + 1, item, embedded, claims: claimsOf(embedded), evidence: enclosed, original};
    });
    if (!items.length || manifest.portfolioVersion !== 1) throw new Error('manifest');
    return {presentation, companions, manifest, members, files: [...files.values()], items};
  } catch {
    return null;
  }
}

// The claims of a member: a JWT's payload is read, its signature is not.
function claimsOf(member) {
  if (!member) return null;
  if (!list(member.type).includes('EnvelopedVerifiableCredential')) return member;
  try {
    const payload = JSON.parse(fromUtf8(fromBase64Url(member.id.split(',')[1].split('.')[1])));
    return payload.vc || payload;
  } catch {
    return null;
  }
}

function idOf(value) {
  const id = value && typeof value === 'object' ? value.id : value;
  return typeof id === 'string' ? id : '';
}

async function presentationHolds(portfolio) {
  const {presentation, manifest} = portfolio;
  const holder = idOf(presentation.holder);
  const proofs = list(presentation.proof);
  const proof = proofs.find(one => one && one.cryptosuite === 'eddsa-jcs-2022');
  const plain = proofs.length === 2 && proof && typeof proof.challenge === 'string' && proof.challenge.length >= 22
    && proof.domain === manifest.portfolioAudience && proofs[0].cryptosuite === 'eddsa-rdfc-2022'
    && hex(await sha256(utf8(canonical(presentation['@context'])))) === CONTEXT_DIGEST;
  return Boolean(plain) && await jcsProof(presentation, holder, 'authentication') === HOLDS;
}

// Whether an own item is as the learner signed it, and names the same evidence as the manifest.
async function ownItem({embedded, evidence}, holder) {
  if (!embedded || idOf(embedded.issuer) !== holder || idOf(embedded.credentialSubject) !== holder) return false;
  const told = list(embedded.evidence).map(one => one && one.saltedDigest).sort();
  const listed = evidence.map(file => file.saltedDigest).sort();
  if (canonical(told) !== canonical(listed)) return false;
  return await jcsProof(embedded, holder, 'assertionMethod') === HOLDS;
}

// What stands in an original that was not embedded, when it is a credential in JSON; else null.
function readOriginal({original}) {
  try {
    const found = /json/.test(original.mediaType) ? JSON.parse(fromUtf8(contentOf(original))) : null;
    return list(found.type).includes('VerifiableCredential') ? found : null;
  } catch {
    return null;
  }
}

// A credential of somebody else: its mark, and the code that says why.
async function foreignItem(entry) {
  entry.claims ??= readOriginal(entry);
  const {claims} = entry;
  const embedded = entry.embedded || claims;
  const until = Date.parse(claims && (claims.validUntil || claims.expirationDate) || '');
  const expired = until < Date.now();
  const hosted = /^open-badge-[12]$/.test(entry.item.itemSort);
  let state = {mark: NOT_SURE, why: hosted ? 'website_only' : 'unknown_signature'};
  if (embedded && embedded !== claims) state = {mark: NOT_SURE, why: 'key_not_here'};
  else if (embedded) {
    const outcome = await jcsProof(embedded, idOf(embedded.issuer), 'assertionMethod');
    if (outcome === BROKEN) return {mark: ALTERED, why: 'text_differs', intact: false};
    // Dates that nobody signed change nothing.
    if (outcome === UNSIGNED) return {mark: NOT_SIGNED, why: 'not_signed', expired};
    if (outcome === UNKNOWN) state = {mark: NOT_SURE, why: unknownReason(embedded)};
    else if (claims.credentialStatus) state = {mark: NOT_SURE, why: 'revoked_unknown', intact: true};
    else state = {mark: UNCHANGED, why: 'other_key', intact: true};
  }
  return expired ? {...state, mark: EXPIRED, why: 'expired', underneath: state.why, until, expired} : state;
}

function unknownReason(credential) {
  const methods = list(credential.proof).map(proof => String(proof && idOf(proof.verificationMethod)));
  return methods.some(method => method.startsWith('did:key:')) ? 'unknown_signature' : 'key_not_here';
}

// The bytes of a file that came along. Decoded when needed: a portfolio may hold more than memory likes twice.
function contentOf(file) {
  return fromBase64(block('file:' + file.fileName));
}

async function fileState(file, companions) {
  if (file.filePresence === 'withheld') return 'withheld';
  const text = block('file:' + file.fileName);
  if (text === null) return list(companions.beside).includes(file.fileName) ? 'beside' : 'missing';
  try {
    const bytes = contentOf(file);
    const own = file.fileRole === 'original';
    const salt = own ? new Uint8Array(0) : fromBase64Url(companions.salts[file.fileName]);
    const expected = fromMultibase(own ? file.digestMultibase : file.saltedDigest);
    const digest = await sha256(bytes);
    const found = joined(Uint8Array.of(0x12, 0x20), own ? digest : await sha256(joined(salt, digest)));
    return sameBytes(found, expected) && bytes.length === file.fileSize && (own || salt.length === 32) ? HOLDS : BROKEN;
  } catch {
    return BROKEN;
  }
}

// An embedded copy must be the credential that came in; only text can be compared here, not what hides in a picture.
function copyDiffers({embedded, original}) {
  if (!embedded) return false;
  try {
    const bytes = contentOf(original);
    if (list(embedded.type).includes('EnvelopedVerifiableCredential')) {
      return !/jwt/.test(original.mediaType) ? false : fromUtf8(bytes).trim() !== embedded.id.split(',')[1];
    }
    if (!/json/.test(original.mediaType)) return false;
    return canonical(JSON.parse(fromUtf8(bytes))) !== canonical(embedded);
  } catch {
    return true;
  }
}

// Every check, one after another. `progress(done)` is told after each item.
async function check(portfolio, pieces, seal, progress) {
  const holder = idOf(portfolio.presentation.holder);
  const files = new Map(), items = [];
  const attempt = async act => {
    try {
      return await act();
    } catch {
      return false;
    }
  };
  const whole = await attempt(() => presentationHolds(portfolio));
  for (const entry of portfolio.items) {
    for (const file of [entry.original, ...entry.evidence]) {
      if (file && !files.has(file.id)) files.set(file.id, await fileState(file, portfolio.companions));
    }
    items.push(await itemState(entry, holder, files, attempt));
    progress(items.length);
    await breath();
  }
  const key = await attempt(() => holder.startsWith('did:key:') && keyOf(holder));
  const sealed = await sealHolds(pieces, await seal, key);
  // A block that no signed entry names is not part of the portfolio; nor is an entry that no item names.
  const named = new Set(portfolio.files.map(file => 'file:' + file.fileName));
  const stray = Array.from(document.querySelectorAll('script[id^="file:"]')).some(element => !named.has(element.id))
    || portfolio.files.some(file => !files.has(file.id));
  const broken = items.some(state => state.mark === ALTERED)
    || [...files.values()].some(state => state === BROKEN || state === 'missing');
  return {whole: whole && !stray, sealed, items, files, passed: whole && sealed && !stray && !broken};
}

async function itemState(entry, holder, files, attempt) {
  const kind = entry.item.itemKind;
  if (kind === 'evidence') {
    const differs = entry.evidence.some(file => [BROKEN, 'missing'].includes(files.get(file.id)));
    return differs ? {mark: ALTERED, why: 'file_differs'} : {mark: NOT_SIGNED, why: 'not_signed'};
  }
  if (kind === 'experience') {
    const holds = await attempt(() => ownItem(entry, holder));
    return holds ? {mark: UNCHANGED, why: 'own', intact: true} : {mark: ALTERED, why: 'text_differs', intact: false};
  }
  if (!entry.original || files.get(entry.original.id) !== HOLDS) {
    return {mark: ALTERED, why: 'file_differs', intact: false};
  }
  if (copyDiffers(entry)) return {mark: ALTERED, why: 'text_differs', intact: false};
  return await attempt(() => foreignItem(entry)) || {mark: NOT_SURE, why: 'unknown_signature'};
}

// For a browser without Ed25519: nothing is looked at, and nothing is said about it.
function unchecked(portfolio) {
  const presence = file => {
    if (file.filePresence === 'withheld') return 'withheld';
    return block('file:' + file.fileName) === null ? 'beside' : NOT_LOOKED;
  };
  return {
    items: portfolio.items.map(() => ({mark: NOT_LOOKED, why: ''})),
    files: new Map(portfolio.files.map(file => [file.id, presence(file)])),
    passed: false,
  };
}
