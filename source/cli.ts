#!/usr/bin/env node
import fs from 'node:fs/promises';
import process from 'node:process';
import yargs from 'yargs';
import {hideBin} from 'yargs/helpers';
import {runOptions} from './cli-options.js';
import {systemClock} from './clock/system-clock.js';
import {loadEnvironment} from './environment/load-environment.js';
import {createProcessOutput} from './environment/process-output.js';
import {createProcessSignals} from './commands/run/signal-source.js';
import {exitCodes} from './errors/exit-codes.js';
import {FaasrTuiError} from './errors/faasr-tui-error.js';
import {describeFailure} from './errors/describe-failure.js';

const stdout = createProcessOutput(process.stdout, process.env);
const stderr = createProcessOutput(process.stderr, process.env);

const readFile = async (path: string): Promise<string> => fs.readFile(path, 'utf8');

const createParser = () => yargs(hideBin(process.argv))
	.scriptName('faasr-tui')
	.usage('$0 [workflow] [options]\n\nRun a FaaSr workflow and watch it finish.')
	.command('$0 [workflow]', 'Run a workflow and watch it', builder => builder
		.positional('workflow', {type: 'string', describe: 'Path of the workflow document; looked for in ./workflows, too'})
		.options(runOptions), async argv => {
		const {run} = await import('./commands/run/run.js');
		const {findDocument} = await import('./commands/find-document.js');
		const env = loadEnvironment(process.cwd(), process.env);
		const document = await findDocument({argument: argv.workflow ?? argv.workflowFile, environmentFile: env['TEST_WORKFLOW_FILE'], readFile});
		process.exitCode = await run({
			workflowFile: document.path,
			isCi: argv.ci || !process.stdout.isTTY || !process.stdin.isTTY,
			isLocal: argv.local,
			shouldTrigger: argv.trigger,
			timeout: argv.timeout,
			checkInterval: argv.checkInterval,
			shouldStreamLogs: argv.streamLogs,
			functionsDir: argv.functionsDir,
			dataDir: argv.dataDir,
			shouldKeep: argv.keep,
			env,
			stdout,
			stderr,
			clock: systemClock,
			signals: createProcessSignals(process),
		});
	})
	.command('validate <files..>', 'Check workflow documents and list every problem', builder => builder
		.positional('files', {type: 'string', array: true, demandOption: true, describe: 'Workflow documents'})
		.option('json', {type: 'boolean', default: false, describe: 'One JSON document instead of lines'}), async argv => {
		const {validateCommand} = await import('./commands/validate/validate.js');
		process.exitCode = await validateCommand({files: argv.files, json: argv.json, readFile, output: stdout});
	})
	.strict()
	.fail((message, error) => {
		throw error ?? new FaasrTuiError(message, {code: 'usage', hint: 'Run faasr-tui --help to see every option.'});
	})
	.exitProcess(false)
	.wrap(Math.min(stdout.columns, 100))
	.alias({h: 'help', v: 'version'})
	.help()
	.version();

// React's development build measures every render; it is loaded later, by the commands that need it.
process.env['NODE_ENV'] ??= 'production';

/** The one place where an error becomes an exit code. */
const main = async (): Promise<void> => {
	try {
		await createParser().parseAsync();
	} catch (error) {
		const {text, exitCode} = describeFailure(error, {isVerbose: process.env['FAASR_TUI_VERBOSE'] === '1'});
		stderr.write(text);
		process.exitCode = exitCode;
	}
};

// A reader that goes away, as `head` does, ends us quietly.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		process.exitCode = error.code === 'EPIPE' ? process.exitCode ?? exitCodes.completed : exitCodes.bug;
	});
}

await main();
