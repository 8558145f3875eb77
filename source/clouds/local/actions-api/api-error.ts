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
