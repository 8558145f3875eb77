/**
Text in which the runner of GitHub Actions finds no command.

It takes `::name::` for one at the start of a line, whatever blanks stand before it, and `##[name]`, as older runners had it, anywhere (the runner's ActionCommand.cs).
*/
export const disarmGithub = (text: string): string => text.replaceAll('##[', '# #[').replaceAll(/^([^\S\n]*)::/gmu, '$1: :');

/** Text in which the agent of Azure Pipelines finds no command: it takes `##vso[` for one wherever it stands (the agent's Command.cs). */
export const disarmAzure = (text: string): string => text.replaceAll(/##(?=vso\[)/gi, '# #');

/** Text in which TeamCity finds no service message, `##teamcity[`. */
export const disarmTeamcity = (text: string): string => text.replaceAll(/##(?=teamcity\[)/gi, '# #');

type Environment = Readonly<Record<string, string | undefined>>;

const findSteps = (env: Environment): ReadonlyArray<(text: string) => string> => [
	...env['GITHUB_ACTIONS'] === 'true' ? [disarmGithub] : [],
	...(env['TF_BUILD'] ?? '') === '' ? [] : [disarmAzure],
	...(env['TEAMCITY_VERSION'] ?? '') === '' ? [] : [disarmTeamcity],
];

/** Whether this process runs in a job whose log can command its runner. */
export const isInJob = (env: Environment): boolean => findSteps(env).length > 0;

/** What makes text harmless for the CI system in whose job this process runs, as its environment says. */
export const chooseDisarming = (env: Environment): ((text: string) => string) => {
	const steps = findSteps(env);
	return text => {
		let disarmed = text;
		for (const disarm of steps) {
			disarmed = disarm(disarmed);
		}

		return disarmed;
	};
};
