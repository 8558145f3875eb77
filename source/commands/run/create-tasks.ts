import {isFaasrTuiError} from '../../ports/errors/faasr-tui-error.js';
import {describeFailure} from '../../screen/describe-failure.js';
import {type RunningScreen} from '../../screen/start-screen.js';

/** A bug is kept until the screen is off; what the user can mend is said on the screen, which stays. */
export const createTasks = (getScreen: () => RunningScreen | undefined) => {
	let bug: {readonly error: unknown} | undefined;
	const crash = (error: unknown): void => {
		bug ??= {error};
		getScreen()?.close();
	};

	return {
		/** A bug that surfaced elsewhere. */
		crash,
		start(task: () => Promise<unknown>): void {
			void (async () => {
				try {
					await task();
				} catch (error) {
					if (isFaasrTuiError(error)) {
						getScreen()?.say(describeFailure(error));
						return;
					}

					crash(error);
				}
			})();
		},
		throwBug(): void {
			if (bug !== undefined) {
				throw bug.error;
			}
		},
	};
};
