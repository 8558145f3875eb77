#!/usr/bin/env node
import './environment/check-current-folder.js'; // eslint-disable-line import-x/no-unassigned-import -- it has to come before the libraries
import process from 'node:process';
import yargs from 'yargs';
import {hideBin} from 'yargs/helpers';
import {systemClock} from './ports/clock/system-clock.js';
import {addCommands} from './commands/add-commands.js';
import {type CommandContext} from './commands/command-context.js';
import {getCompletionRequest, writeCompletions} from './commands/completion/add-completion.js';
import {checkUsage} from './commands/usage/check-usage.js';
import {type Settings} from './clouds/credentials/settings.js';
import {readEnvFile} from './environment/read-env-file.js';
import {describeSystem, readVersion} from './environment/describe-system.js';
import {createErrorCleaner, createKnownSecrets} from './environment/error-cleaner.js';
import {createProcessCrashes, createProcessSignals} from './environment/process-events.js';
import {createProcessOutput} from './environment/process-output.js';
import {type DescribedFailure, describeFailure} from './ports/errors/describe-failure.js';
import {decideExitCode} from './ports/errors/decide-exit-code.js';
import {signalExitCodes} from './ports/errors/exit-codes.js';
import {readDocumentFile} from './environment/read-regular-file.js';

const loadSettings = (): Settings => ({env: process.env, envFile: readEnvFile(process.cwd())});
const secrets = createKnownSecrets(loadSettings);

/** An error as the user sees it, with the exit code: the one place where an error becomes an exit code. */
const describe = (error: unknown): DescribedFailure => describeFailure(error, {
	isVerbose: process.env['FAASR_TUI_VERBOSE'] === '1', describeSystem, clean: createErrorCleaner(secrets),
});

/** A bug that surfaces where no command waits for it: reported, and then the process ends. */
const exitWithBug = (error: unknown): void => {
	const {text, exitCode} = describe(error);
	process.exitCode = exitCode;
	process.stderr.write(text, () => {
		// What the bug left going would keep the process for ever.
		process.exit();
	});
};

const context: CommandContext = {
	stdout: createProcessOutput(process.stdout, process.env),
	stderr: createProcessOutput(process.stderr, process.env),
	isInteractive: process.stdout.isTTY && process.stdin.isTTY,
	loadSettings,
	secrets,
	crashes: createProcessCrashes(process, exitWithBug),
	readFile: async path => readDocumentFile(path),
	clock: systemClock,
	signals: createProcessSignals(process),
	exitWith(code) {
		process.exitCode = decideExitCode({exitCode: code, isOutputIncomplete});
	},
};

/** True once something, such as a full disk, took no more of what we write. */
let isOutputIncomplete = false;

const createParser = (words: readonly string[]) => {
	const parser = yargs([...words])
		.scriptName('faasr-tui')
		.usage('$0 [workflow] [options]\n\nRun a FaaSr workflow and watch it finish.')
		.strict()
		.locale('en')
		.exitProcess(false)
		.wrap(Math.min(100, context.stdout.columns))
		.alias({h: 'help', v: 'version'})
		.help()
		.version(readVersion());
	for (const addCommand of addCommands) {
		addCommand(parser, context);
	}

	return checkUsage(parser, words);
};

const main = async (): Promise<void> => {
	const wanted = getCompletionRequest(hideBin(process.argv));
	if (wanted !== undefined) {
		// Half a command line lacks something: nothing to tell somebody who is still typing.
		await Promise.allSettled([writeCompletions(wanted, addCommands, context, {shellEnvironment: process.env, createParser: () => yargs([])})]);
		return;
	}

	try {
		await createParser(hideBin(process.argv)).parseAsync();
	} catch (error) {
		const {text, exitCode} = describe(error);
		context.stderr.write(text);
		process.exitCode = exitCode;
	}
};

// React's development build measures every render; it is loaded later, by the commands that need it.
process.env['NODE_ENV'] ??= 'production';

// A reader that goes away, as `head` does, is no fault, and no reason to leave a run: it goes on to its verdict and exit code.
const onOutputError = ({code = 'unknown error'}: NodeJS.ErrnoException): void => {
	if (code !== 'EPIPE' && code !== 'EIO' && !isOutputIncomplete) {
		isOutputIncomplete = true;
		process.exitCode = decideExitCode({exitCode: process.exitCode === undefined ? undefined : Number(process.exitCode), isOutputIncomplete});
		context.stderr.write(`✖ The output is incomplete: it cannot be written (${code}).\n`);
	}
};

for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', onOutputError);
}

await main();

// Node aborts when it resets a terminal that is gone; the signal that told of it is the better end.
if (process.exitCode === signalExitCodes.SIGHUP && process.stdin.isTTY) {
	process.kill(process.pid, 'SIGHUP');
}
