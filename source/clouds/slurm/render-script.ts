const quote = (text: string): string => `'${text.replaceAll('\'', String.raw`'\''`)}'`;

/**
The batch script of a job that faasr-tui submits.

The container's exit code is the job's, and a job that is cancelled stops its container: Slurm sends SIGTERM to the script, which
FaaSr's own leaves to the docker client alone. What the container needs stands in the job's environment, which arrives unchanged,
where FaaSr's script would spoil every `$` (platforms.md 5b, 13c).
*/
export const renderScript = (image: string, variables: readonly string[]): string => [
	'#!/bin/bash',
	'name="faasr-$SLURM_JOB_ID"',
	// Docker gives the container ten seconds, Slurm the job thirty.
	'trap \'docker stop "$name" >/dev/null 2>&1; wait; exit 143\' TERM',
	`docker run --rm --name "$name" --network=host ${variables.map(variable => `--env ${variable}`).join(' ')} ${quote(image)} &`,
	'wait $!',
	'',
].join('\n');
