// Asks the Digital Credentials Consortium's verifier-core what it says about credentials, without a network.
// node verifier_core.mjs CASES.json [REMOTE.json]  with CASES {name: path} and REMOTE {url: path}: documents
// that are served instead of the network; every other address fails. Prints {name: answer}, one word per step.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [casesFile, remoteFile] = process.argv.slice(2);
const cases = JSON.parse(readFileSync(casesFile, 'utf8'));
const remote = remoteFile ? JSON.parse(readFileSync(remoteFile, 'utf8')) : {};

globalThis.fetch = async input => {
  const url = typeof input === 'string' ? input : input.url;
  if (!(url in remote)) throw new TypeError('fetch failed');
  const headers = {'content-type': 'application/json'};
  return new Response(readFileSync(remote[url]), {status: 200, headers});
};

// Installed in the folder this is run from, not beside the script.
const here = createRequire(pathToFileURL(process.cwd() + '/').href);
const entry = here.resolve('@digitalcredentials/verifier-core');
const {verifyCredential, verifyPresentation} = await import(pathToFileURL(entry).href);

function told(result) {
  if (!result) return {error: 'no_answer'};
  if (result.credentialResults || result.presentationResult) {
    const presentation = told(result.presentationResult);
    const members = (result.credentialResults ?? []).map(one => told(one));
    return {presentation, members};
  }
  const answer = {};
  for (const step of result.log ?? []) {
    answer[step.id] = step.error ? (step.error.name ?? 'error') : step.valid;
  }
  for (const error of result.errors ?? []) answer.error = error.name ?? String(error.message).slice(0, 60);
  if ('signature' in result) answer.signature = result.signature;
  if (!Object.keys(answer).length) answer.error = 'no_answer';
  return answer;
}

const quiet = console.log;
console.log = () => {};
const answers = {};
for (const [name, path] of Object.entries(cases)) {
  try {
    const credential = JSON.parse(readFileSync(path, 'utf8'));
    const types = [].concat(credential.type ?? []);
    const work = types.includes('VerifiablePresentation')
      ? verifyPresentation({presentation: credential, knownDIDRegistries: [], challenge: credential.proof?.challenge})
      : verifyCredential({credential, knownDIDRegistries: []});
    const limit = new Promise((_, stop) => setTimeout(() => stop(new Error('over 20 seconds')), 20000).unref());
    answers[name] = told(await Promise.race([work, limit]));
  } catch (error) {
    answers[name] = {error: `threw: ${error.name}`};
  }
}
quiet(JSON.stringify(answers));
process.exit(0);
