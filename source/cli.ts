#!/usr/bin/env node
import fs from 'node:fs/promises';
import process from 'node:process';
import yargs from 'yargs';
import {hideBin} from 'yargs/helpers';
import {systemClock} from './clock/system-clock.js';
import {addCommands} from './commands/add-commands.js';
import {type CommandContext} from './commands/command-context.js';
import {createProcessSignals} from './commands/run/signal-source.js';
import {loadEnvironment} from './environment/load-environment.js';
import {describeSystem} from './environment/describe-system.js';
import {createErrorCleaner} from './environment/error-cleaner.js';
import {createProcessOutput} from './environment/process-output.js';
import {describeFailure} from './errors/describe-failure.js';
import {exitCodes} from './errors/exit-codes.js';
import {FaasrTuiError} from './errors/faasr-tui-error.js';

const context: CommandContext = {
	stdout: createProcessOutput(process.stdout, process.env),
	stderr: createProcessOutput(process.stderr, process.env),
	isInteractive: process.stdout.isTTY && process.stdin.isTTY,
	loadEnv: () => loadEnvironment(process.cwd(), process.env),
	readFile: async path => fs.readFile(path, 'utf8'),
	clock: systemClock,
	signals: createProcessSignals(process),
	exitWith(code) {
		process.exitCode = code;
	},
};

const createParser = () => {
	const parser = yargs(hideBin(process.argv))
		.scriptName('faasr-tui')
		.usage('$0 [workflow] [options]\n\nRun a FaaSr workflow and watch it finish.')
		.strict()
		.fail((message, error) => {
			throw error ?? new FaasrTuiError(message, {code: 'usage', hint: 'Run faasr-tui --help to see every option.'});
		})
		.exitProcess(false)
		.wrap(Math.min(100, context.stdout.columns))
		.alias({h: 'help', v: 'version'})
		.help()
		.version();
	for (const addCommand of addCommands) {
		addCommand(parser, context);
	}

	return parser;
};

/** The one place where an error becomes an exit code. */
const main = async (): Promise<void> => {
	try {
		await createParser().parseAsync();
	} catch (error) {
		const {text, exitCode} = describeFailure(error, {
			isVerbose: process.env['FAASR_TUI_VERBOSE'] === '1', describeSystem, clean: createErrorCleaner(() => context.loadEnv()),
		});
		context.stderr.write(text);
		process.exitCode = exitCode;
	}
};

// React's development build measures every render; it is loaded later, by the commands that need it.
process.env['NODE_ENV'] ??= 'production';

// A reader that goes away, as `head` does, ends us quietly.
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		process.exitCode = error.code === 'EPIPE' ? process.exitCode ?? exitCodes.completed : exitCodes.bug;
	});
}

await main();
