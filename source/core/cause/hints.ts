/** Modules whose package has another name on PyPI. */
const packages: ReadonlyMap<string, string> = new Map([
	['bs4', 'beautifulsoup4'], ['cv2', 'opencv-python-headless'], ['dateutil', 'python-dateutil'], ['dotenv', 'python-dotenv'],
	['osgeo', 'gdal'], ['PIL', 'pillow'], ['sklearn', 'scikit-learn'], ['skimage', 'scikit-image'], ['yaml', 'pyyaml'],
]);

type Advice = readonly [pattern: RegExp, advise: (name: string, functionName: string) => string];

const advices: readonly Advice[] = [
	[/No module named '(?<name>[^'.]+)/u, (name, functionName) => {
		const packageName = packages.get(name) ?? name;
		return `Add "${packageName}" to PyPIPackageDownloads of "${functionName}" in the document; on this machine, install it with: python3 -m pip install ${packageName}`;
	}],
	[/there is no package called ['‘“](?<name>[^'’”]+)/u, (name, functionName) =>
		`Add "${name}" to FunctionCRANPackage of "${functionName}" in the document; on this machine, install it with: Rscript -e 'install.packages("${name}")'`],
	[/S3 object not found: (?<name>s3:\/\/\S+)/u, () =>
		'Check the name and the folder, and whether an earlier function has written it.'],
	[/Secret '(?<name>[^']+)' not found/u, name =>
		`Add "${name}" to Secrets in the document, store it as a secret of the repository, and register the workflow again.`],
	[/(?<name>No space left on device)/u, () =>
		'The disk of the runner is full: write less, or delete files that are no longer needed.'],
	[/(?<name>SIGKILL|MemoryError|cannot allocate (?:memory|vector))/u, () =>
		'Use less memory, split the work among ranks, or run the function on a larger machine.'],
	[/(?<name>returned .*, which FaaSr does not accept)/u, () =>
		'Return True, False or nothing; write other results to the data store with faasr_put_file.'],
	[/(?<name>not compliant with FaaSr schema)/u, () => 'Check the document with "faasr-tui validate".'],
	[/(?<name>^S3 server \S+ failed)/u, () => 'Check the store\'s endpoint, bucket and secrets; FaaSr asks every store before every function.'],
	[/(?<name>^The image \S+ could not be pulled)/u, () => 'Check the name in ActionContainers, and that the image is public.'],
	[/(?<name>^No source file defines)/u, () => 'Check FunctionName, and that FunctionGitRepo leads to the file that defines it.'],
];

/** What to do about an error, where that is known. */
export const findHint = (what: string, functionName: string): string | undefined => {
	for (const [pattern, advise] of advices) {
		const name = pattern.exec(what)?.groups?.['name'];
		if (name !== undefined) {
			return advise(name, functionName);
		}
	}

	return undefined;
};
