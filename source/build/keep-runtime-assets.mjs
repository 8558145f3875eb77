/** The scripts that run functions lie beside this module: it must stay where it is. */
export const keepRuntimeAssets = {
	name: 'keep-runtime-assets',
	setup({onResolve}) {
		onResolve({filter: /\/runtime-assets\.js$/}, () => ({path: '../clouds/local/runtimes/runtime-assets.js', external: true}));
	},
};
