import {type Measured, type Row} from '../row.js';
import {buildHello} from '../start/build-hello.js';
import {describeTimes, getRatio, measureRounds} from '../start/measure-rounds.js';
import {timeToEnd, timeToText} from '../start/start-process.js';

const program = 'dist/bin/faasr-tui.js';

const measureHelp = async (): Promise<Measured> => {
	const times = await measureRounds([
		{name: 'node -e 0', run: async () => timeToEnd(['-e', '0'])},
		{name: '--help', run: async () => timeToEnd([program, '--help'])},
		{name: '--version', run: async () => timeToEnd([program, '--version'])},
		{name: 'completion of an option', run: async () => timeToEnd([program, '--get-yargs-completions', 'faasr-tui', 'watch', '--'])},
		{name: '--help, not bundled', run: async () => timeToEnd(['dist/cli.js', '--help'])},
	], 11);
	const ratio = getRatio(times, '--help', 'node -e 0');
	return {figure: `${ratio.toFixed(2)} x`, met: ratio <= 3, details: describeTimes(times, 'node -e 0')};
};

const measureFirstFrame = async (): Promise<Measured> => {
	const hello = await buildHello();
	try {
		const run = ['workflows/main.json', '--local'];
		const times = await measureRounds([
			{name: 'hello-world, bundled', run: async () => timeToText([hello.bundled], 'Hello')},
			{name: 'hello-world, as it is written', run: async () => timeToText([hello.plain], 'Hello'), rounds: 7},
			{name: 'main.json', run: async () => timeToText([program, ...run], 'integration')},
			{name: 'main.json, not bundled', run: async () => timeToText(['dist/cli.js', ...run], 'integration'), rounds: 7},
		], 41);
		const ratio = getRatio(times, 'main.json', 'hello-world, bundled');
		const plainRatio = getRatio(times, 'main.json', 'hello-world, as it is written');
		return {
			figure: `${ratio.toFixed(2)} x (${plainRatio.toFixed(2)} x one that is not bundled)`,
			met: ratio <= 1.5,
			details: [
				...describeTimes(times, 'hello-world, bundled'),
				'Held against the bundled one (its white space kept): the program is bundled, too. Behind the frame the local cloud starts: a key that needs it waits for it.',
			],
		};
	} finally {
		hello.remove();
	}
};

export const rows: readonly Row[] = [
	{
		name: 'start-help', what: '--help, against node -e 0', goal: '<= 3 x', measure: measureHelp,
	},
	{
		name: 'start-first-frame', what: 'first frame of main.json, against a bundled Ink hello-world', goal: '<= 1.5 x', measure: measureFirstFrame,
	},
];
