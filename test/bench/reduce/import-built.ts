/** A module of the built program: tsx wraps every function it compiles, which a measurement would show. */
export const importBuilt = async <Module>(path: string): Promise<Module> =>
	import(new URL(`../../../dist/${path}`, import.meta.url).href) as Promise<Module>;
