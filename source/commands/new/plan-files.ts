import {type WorkflowDocument} from '../../core/workflow/document.js';

/** A file to write, by its path below the folder. */
export type NewFile = {
	readonly path: string;
	readonly text: string;
	/** Lines that a file of the user's must have: what is missing is added at its end, and the rest of it stays. @default false */
	readonly isAddedTo?: boolean;
};

export type Settings = {
	readonly documentFile: string;
	/** `owner/name`; absent while nobody knows it. */
	readonly repository?: string | undefined;
	/** Variables that hold the keys of the data stores. */
	readonly keyVariables: readonly string[];
	/** There is a file of expectations beside the document. @default false */
	readonly hasExpectations?: boolean;
};

/** The variables of `.env`: what is known, and the rest to fill in. */
export const renderEnv = ({documentFile, repository, keyVariables}: Settings): string => [
	'GITHUB_TOKEN=',
	`GITHUB_REPOSITORY=${repository ?? ''}`,
	`TEST_WORKFLOW_FILE=${documentFile}`,
	...keyVariables.map(variable => `${variable}=`),
	'',
].join('\n');

/** The job that runs the workflow on every push (docs/ci.md). */
export const renderJob = ({documentFile, keyVariables, hasExpectations = false}: Settings): string => `# Commit package.json and package-lock.json with faasr-tui among the devDependencies, too ("Have it in your own repository" in its README).
name: faasr
on: [push, workflow_dispatch]
permissions:
  contents: read
  actions: write   # to start and cancel the functions' runs
jobs:
  faasr:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with: {node-version: 22, cache: npm}
      - run: npm ci
      - run: exec node_modules/.bin/faasr-tui ${documentFile} ${hasExpectations ? '--expect ' : ''}--reporter junit=report.xml --reporter html=run.html --events events.ndjson
        env:
          GITHUB_TOKEN: \${{ github.token }}
${keyVariables.map(variable => `          ${variable}: \${{ secrets.${variable} }}\n`).join('')}      - if: \${{ !cancelled() }}
        uses: actions/upload-artifact@v6
        with: {name: faasr, path: "report.xml\\nrun.html\\nevents.ndjson"}
`;

export type Expected = {
	readonly document: WorkflowDocument;
	readonly notInvoked: readonly string[];
	/** Names below the run's own folder. */
	readonly files: readonly string[];
};

/** What a run of the new workflow must have done (docs/expectations.md). */
export const renderExpectations = ({document, notInvoked, files}: Expected): string => [
	'# What a run must have done: faasr-tui <document> --expect',
	'nodes:',
	...Object.keys(document.ActionList).map(action => `  ${action}: ${notInvoked.includes(action) ? 'NOT_INVOKED' : 'COMPLETED'}`),
	'files:',
	...files.map(file => `  - path: ${document.WorkflowName}/{InvocationID}/${file}`),
	'',
].join('\n');
