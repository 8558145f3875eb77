import process from 'node:process';

/** Keeps the SDK from printing on stderr which Node version it will need one day: that would land in the middle of the screen. */
export const silenceSdk = (): void => {
	process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
};
