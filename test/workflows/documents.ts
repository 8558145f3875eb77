import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import t from 'tap';
import {type ActionDefinition, type WorkflowDocument} from '../../source/core/workflow/document.js';
import {parseWorkflow} from '../../source/core/workflow/parse-workflow.js';

const folder = fileURLToPath(new URL('../../workflows/', import.meta.url));
const filesIn = (directory: string, extension: string) =>
	readdirSync(directory).filter(file => file.endsWith(extension)).map(file => path.join(directory, file));

const pythonFiles = filesIn(path.join(folder, 'functions'), '.py');
const rFiles = filesIn(path.join(folder, 'functions'), '.R');
const documents = filesIn(folder, '.json').map(file => ({
	file: path.basename(file),
	text: readFileSync(file, 'utf8'),
	document: JSON.parse(readFileSync(file, 'utf8')) as WorkflowDocument,
}));

/** A function's file has its name. */
const getFunctionFile = ({FunctionName, Type}: ActionDefinition) =>
	path.join(folder, 'functions', `${FunctionName}.${Type === 'R' ? 'R' : 'py'}`);

/** Per file, the parameters of each function it defines; FaaSr passes `Arguments` by name. */
type Parameters = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const run = (command: string, commandArguments: readonly string[], env: NodeJS.ProcessEnv = {}) => {
	const {stdout, stderr, status, error} = spawnSync(command, commandArguments, {encoding: 'utf8', env: {...process.env, ...env}});
	return {stdout, problem: error?.message ?? (status === 0 ? '' : stderr)};
};

// The oldest Python the README promises is asked for by `feature_version`.
const readPython = (): Parameters => JSON.parse(run('python3', ['-c', `
import ast, json, sys
def functions(file):
    tree = ast.parse(open(file).read(), feature_version=(3, 8))
    return {f.name: [a.arg for a in f.args.args] for f in tree.body if isinstance(f, ast.FunctionDef)}
print(json.dumps({file: functions(file) for file in sys.argv[1:]}))
`, ...pythonFiles]).stdout) as Parameters;

const readR = (): Parameters => JSON.parse(run('Rscript', ['-e', `
functions <- function(file) {
  env <- new.env()
  sys.source(file, env)
  lapply(mget(ls(env), env), function(f) as.character(names(formals(f))))
}
files <- commandArgs(TRUE)
cat(jsonlite::toJSON(setNames(lapply(files, functions), files)))
`, ...rFiles]).stdout) as Parameters;

const hasR = run('Rscript', ['-e', 'library(jsonlite)']).problem === '';
const parameters: Parameters = {...readPython(), ...(hasR && readR())};

t.test('the workflows that the README promises are there', async t => {
	t.same(documents.map(({file}) => file), ['conditional.json', 'failing.json', 'main.json', 'r_api.json', 'ranked.json', 'tutorial.json']);
});

t.test('every Python function compiles', async t => {
	t.equal(run('python3', ['-m', 'py_compile', ...pythonFiles], {PYTHONPYCACHEPREFIX: t.testdir()}).problem, '');
});

t.test('no two files define the same function, because FaaSr loads all files of a folder', async t => {
	const names = Object.values(parameters).flatMap(functions => Object.keys(functions));
	t.same(names, [...new Set(names)]);
});

t.test('no function file is left that no workflow runs', async t => {
	const used = documents.flatMap(({document}) => Object.values(document.ActionList).map(action => getFunctionFile(action)));
	t.same([...new Set(used)].sort(), [...pythonFiles, ...rFiles].sort());
});

for (const {file, text, document} of documents) {
	t.test(file, async t => {
		t.test('has neither errors nor warnings but of the names that users put in', async t => {
			const {workflow, problems} = parseWorkflow(text);
			t.same(problems.filter(({code}) => code !== 'placeholder'), []);
			t.equal(workflow?.name, document.WorkflowName);
		});

		t.test('has a function repository for each function it names', async t => {
			const names = [...new Set(Object.values(document.ActionList).map(action => action.FunctionName))].sort();
			t.same(Object.keys(document.FunctionGitRepo ?? {}).sort(), names);
			t.notOk(document.FunctionLocalFile, 'and no local file beside it, which FaaSr refuses');
		});

		t.test('has a container for each action', async t => {
			t.same(Object.keys(document.ActionContainers ?? {}).sort(), Object.keys(document.ActionList).sort());
		});

		t.test('uses the server and the store that .env.template is about', async t => {
			t.same(Object.keys(document.ComputeServers), ['My_GitHub_Account']);
			t.same(Object.keys(document.DataStores), ['My_S3_Bucket']);
		});

		for (const [name, action] of Object.entries(document.ActionList)) {
			const isPython = action.Type === 'Python';
			t.test(`passes ${name} the arguments that ${action.FunctionName} takes`, {skip: !isPython && !hasR && 'Rscript with jsonlite is not installed'}, async t => {
				t.same(Object.keys(action.Arguments ?? {}), parameters[getFunctionFile(action)]?.[action.FunctionName]);
			});

			t.test(`keeps the files of ${name} in the folder of the document`, {skip: Object.keys(action.Arguments ?? {}).length === 0}, async t => {
				t.equal(action.Arguments?.['folder'], document.WorkflowName);
			});
		}
	});
}
