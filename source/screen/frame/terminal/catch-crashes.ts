/** Takes the errors that nobody caught, which would otherwise be printed onto a screen that is about to vanish. Returns the way to stop it. */
export const catchCrashes = (target: Pick<NodeJS.Process, 'on' | 'off'>, onCrash: (error: unknown) => void): (() => void) => {
	target.on('uncaughtException', onCrash);
	target.on('unhandledRejection', onCrash);
	return () => {
		target.off('uncaughtException', onCrash);
		target.off('unhandledRejection', onCrash);
	};
};
