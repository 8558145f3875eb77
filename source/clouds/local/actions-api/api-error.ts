/** A refusal in GitHub's words. */
export class ApiError extends Error {
	override readonly name = 'ApiError';
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** GitHub's answer for what does not exist or must not be seen. */
export const createNotFound = (): ApiError => new ApiError(404, 'Not Found');

/** GitHub's answer to a member that the body of a request must not have. */
export const createUnpermittedKey = (key: string): ApiError => new ApiError(422, `Invalid request.\n\n"${key}" is not a permitted key.`);
