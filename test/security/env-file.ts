import fs from 'node:fs';
import path from 'node:path';
import t from 'tap';
import {pickSettings} from '../../source/clouds/credentials/settings.js';
import {variablesOfTheFile, variablesOfTheProcess} from '../support/security/variables.js';
import {projectFolder} from '../support/cli/run-bin.js';

const source = path.join(projectFolder, 'source');
const files = fs.readdirSync(source, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/u.test(name)).map(name => ({name, text: fs.readFileSync(path.join(source, name), 'utf8')}));

/** Files in which an environment is read by a name that is not written there, and why that is no way around the two lists. */
const dynamicReads: Readonly<Record<string, string>> = {
	'clouds/credentials/api-url.ts': 'GITHUB_API_URL, of the one environment and the other',
	'clouds/credentials/describe-weak-secrets.ts': 'names of credentials and declared secrets, from what pickSettings gives',
	'clouds/credentials/find-credential.ts': 'names of credentials, from what pickSettings gives',
	'clouds/credentials/settings.ts': 'whether only .env sets a variable',
	'clouds/local/executor/payload.ts': 'the environment of a job', 'clouds/local/executor/rpc-procedures.ts': 'the environment of a job', 'clouds/local/executor/run-action.ts': 'the environment of a job',
	'clouds/local/executor/schedule-successors.ts': 'the environment of a job',
	'clouds/local/job-environment.ts': 'declared secrets, from what pickSettings gives',
	'clouds/network/find-proxy.ts': 'proxies, of the process alone: outgoingFetch and the S3 client give process.env',
	'testing/attach-run.ts': 'whether this process was started by --test',
	'commands/files/file-opener.ts': 'names in the same file', 'screen/detail/open-url.ts': 'names in the same file', 'screen/picture/render-graphics.ts': 'names in the same file',
};

/** Not of any environment of the user's: a job's own, and what is set for libraries. */
const others: ReadonlySet<string> = new Set(['GH_PAT', 'OVERWRITTEN', 'PAYLOAD_URL', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED']);

const readNames = (text: string): readonly string[] => [
	...text.matchAll(/(?:[eE]nv(?:ironment|File)?|picked|\))\??\.?\[['"](?<name>[A-Z]\w*)['"]\]/gu),
	...text.matchAll(/\bisSet\('(?<name>\w+)'\)/gu),
	...[...text.matchAll(/\{(?<names>[^{}]*)\}\s*(?::\s*(?:Environment|NodeJS\.ProcessEnv)\b|=\s*(?:\w+\.)*env\b)/gu)]
		.flatMap(({groups}) => [...groups!['names']!.matchAll(/(?<![\w.'])(?<name>[A-Z][A-Z\d_]+)\b/gu)]),
].map(({groups}) => groups!['name']!);

t.test('every variable that the source reads is of the process or of .env, and it is known which', async t => {
	const read = new Set(files.flatMap(({text}) => readNames(text)).filter(name => !others.has(name)));
	t.ok(read.size > 30, 'the source is scanned');
	t.same([...read].filter(name => !(name in variablesOfTheProcess) && !variablesOfTheFile.includes(name)), [], 'classify the name in test/support/security/variables.ts');
	const unread = variablesOfTheFile.filter(name => name !== 'GITHUB_REPOSITORY' && !read.has(name));
	t.same(unread, [], 'what .env may set is read');
});

t.test('an environment is read by a computed name only where it is known why', async t => {
	const dynamic = files.filter(({text}) => /\b(?:env|environment|envFile)\[(?!['"])/u.test(text)).map(({name}) => name);
	t.same(dynamic.filter(name => !(name in dynamicReads)), [], 'say why in this test');
});

t.test('of a .env with every name only those of the list are taken', async t => {
	const envFile = Object.fromEntries([...Object.keys(variablesOfTheProcess), ...variablesOfTheFile].map(name => [name, 'planted']));
	t.same(Object.keys(pickSettings({env: {}, envFile})).toSorted(), [...variablesOfTheFile].toSorted());
});
