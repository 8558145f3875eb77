import {type HttpAnswer} from '../http/create-http-client.js';

/** What slurmrestd says went wrong: Slurm's number for it, and Slurm's fixed words. */
export type SlurmFault = {readonly number: number | undefined; readonly words: string};

/** slurmrestd's JSON, as far as it is read; nothing of it is taken for granted. */
export type SlurmData = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is SlurmData => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON of an answer, when slurmrestd can have given it: a page, a proxy's word and half an answer are none. */
export const readAnswer = ({text}: Pick<HttpAnswer, 'text'>): SlurmData | undefined => {
	try {
		const data: unknown = JSON.parse(text);
		return isRecord(data) && (Array.isArray(data['errors']) || isRecord(data['openapi']) || typeof data['openapi'] === 'string') ? data : undefined;
	} catch {
		return undefined;
	}
};

const longestWords = 120;

/** Slurm's own words only: its `description` can quote what was sent. */
const getWords = ({error}: SlurmData): string => typeof error === 'string' ? error.slice(0, longestWords) : '';

/** The first of an answer's errors; up to v0.0.38 its number is also called `errno` or `error_code`. */
export const findFault = (data: SlurmData | undefined): SlurmFault | undefined => {
	const errors = data?.['errors'];
	const error: unknown = Array.isArray(errors) ? errors[0] : undefined;
	if (!isRecord(error)) {
		return undefined;
	}

	const number = [error['error_number'], error['errno'], error['error_code']].find(value => typeof value === 'number');
	return {number, words: getWords(error)};
};

/** Slurm's numbers, of slurm/slurm_errno.h. */
export const faults = {
	/** What slurmrestd answers when slurmctld takes the token for no token, an expired one among them. */
	unspecified: -1,
	authentication: 1007,
	invalidPartition: 2000,
	accessDenied: 2002,
	unavailableResources: 2014,
	/** A job that never was, or that Slurm has forgotten since: some minutes after its end. */
	invalidJob: 2017,
	zeroBytes: 5005,
} as const;
