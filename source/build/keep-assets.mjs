/** Files lie beside these modules (scripts that run functions, functions that `new` writes): they must stay where they are. */
export const keepAssets = {
	name: 'keep-assets',
	setup({onResolve}) {
		onResolve({filter: /\/runtime-assets\.js$/}, () => ({path: '../clouds/local/runtimes/runtime-assets.js', external: true}));
		onResolve({filter: /\/template-files\.js$/}, () => ({path: '../new/template-files.js', external: true}));
	},
};
