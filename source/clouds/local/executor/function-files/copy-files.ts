import {copyFile, mkdir, readdir, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';

/** Never part of a function, and often larger than everything else together. */
const skippedFolders = new Set(['.git', 'node_modules', '__pycache__', '.venv', '.Rproj.user', '.tap']);

const maxFileCount = 5000;
const maxTotalBytes = 100_000_000;

/** True when `path` is `folder` or lies below it. */
export const isInside = (folder: string, path: string): boolean => {
	const way = relative(resolve(folder), resolve(path));
	return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(path) !== way);
};

/** True for a regular file, or a link to one. */
export const isFile = async (path: string): Promise<boolean> => {
	const status = await stat(path);
	return status.isFile();
};

/** The regular files below a folder, or the file itself; symbolic links that lead out of it are left out. */
export const listFiles = async (path: string): Promise<readonly string[]> => {
	if (await isFile(path)) {
		return [path];
	}

	const root = await realpath(path);
	const files: string[] = [];
	const visit = async (folder: string): Promise<void> => {
		for (const entry of await readdir(folder, {withFileTypes: true})) {
			const full = join(folder, entry.name);
			if (entry.isDirectory() && !skippedFolders.has(entry.name)) {
				await visit(full);
			} else if (entry.isFile() || (entry.isSymbolicLink() && await isLinkToFileInside(root, full))) {
				files.push(full);
				if (files.length > maxFileCount) {
					throw new Error(`more than ${maxFileCount} files below ${path}`);
				}
			}
		}
	};

	await visit(root);
	return files;
};

const isLinkToFileInside = async (root: string, link: string): Promise<boolean> => {
	try {
		const target = await realpath(link);
		return isInside(root, target) && await isFile(target);
	} catch {
		return false;
	}
};

/** Copies a file, or the files below a folder, to `target`; a file arrives under its own name. */
export const copyFiles = async (from: string, target: string): Promise<number> => {
	const files = await listFiles(from);
	const isSingle = await isFile(from);
	const root = isSingle ? dirname(from) : await realpath(from);
	let totalBytes = 0;
	for (const file of files) {
		const {size} = await stat(file);
		totalBytes += size;
		if (totalBytes > maxTotalBytes) {
			throw new Error(`more than ${maxTotalBytes / 1_000_000} MB below ${from}`);
		}

		const to = join(target, isSingle ? basename(file) : relative(root, file));
		await mkdir(dirname(to), {recursive: true});
		await copyFile(file, to);
	}

	return files.length;
};
