import {type S3Target} from './list-objects.js';

// What DeleteObjects takes.
const maxKeyCount = 1000;

// XML 1.0 has no way to write these, so such keys go one by one.
const isWritableInXml = (key: string): boolean => [...key].every(character => {
	const codePoint = character.codePointAt(0)!;
	return codePoint >= 0x20 && codePoint !== 0xFF_FE && codePoint !== 0xFF_FF;
});

const removeBatch = async ({client, bucket, signal}: S3Target, keys: readonly string[]): Promise<void> => {
	const {DeleteObjectsCommand} = await import('./sdk.js');
	const {Errors = []} = await client.send(
		new DeleteObjectsCommand({Bucket: bucket, Delete: {Quiet: true, Objects: keys.map(Key => ({Key}))}}),
		{...(signal && {abortSignal: signal})},
	);
	const failure = Errors.find(({Code}) => Code !== 'NoSuchKey');
	if (failure !== undefined) {
		throw Object.assign(new Error('An object was not removed.'), {Code: failure.Code});
	}
};

const removeOne = async ({client, bucket, signal}: S3Target, key: string): Promise<void> => {
	const {DeleteObjectCommand} = await import('./sdk.js');
	await client.send(new DeleteObjectCommand({Bucket: bucket, Key: key}), {...(signal && {abortSignal: signal})});
};

/** Removes objects, a thousand per request. */
export const removeObjects = async (target: S3Target, keys: readonly string[]): Promise<void> => {
	const batchable = keys.length === 1 ? [] : keys.filter(key => isWritableInXml(key));
	for (let start = 0; start < batchable.length; start += maxKeyCount) {
		await removeBatch(target, batchable.slice(start, start + maxKeyCount));
	}

	for (const key of keys.length === 1 ? keys : keys.filter(other => !isWritableInXml(other))) {
		await removeOne(target, key);
	}
};
