/** Where S3 services have their addresses; `{region}` stands for the region. */
export const storePresets = {
	aws: {label: 'Amazon S3', endpoint: 'https://s3.{region}.amazonaws.com', region: 'us-east-1'},
	minio: {label: 'MinIO', endpoint: 'https://play.min.io', region: 'us-east-1'},
	osn: {label: 'Open Storage Network', endpoint: 'https://sdsc.osn.xsede.org', region: 'us-east-1'},
	backblaze: {label: 'Backblaze B2', endpoint: 'https://s3.{region}.backblazeb2.com', region: 'us-west-004'},
} as const;

export type StorePreset = keyof typeof storePresets;

export const storePresetNames = Object.keys(storePresets) as readonly StorePreset[];

/** The data store of a new document. */
export type NewStore = {readonly endpoint: string; readonly region: string; readonly bucket: string};

/** What stands in a document until somebody has a bucket; `validate` warns of it. */
export const bucketPlaceholder = 'your-bucket';

/** Completes what was given of a store with the preset's values. */
export const completeStore = ({preset, endpoint, region, bucket}: {readonly preset: StorePreset} & {readonly [Key in keyof NewStore]?: string | undefined}): NewStore => {
	const chosen = storePresets[preset];
	const chosenRegion = region ?? chosen.region;
	return {endpoint: endpoint ?? chosen.endpoint.replace('{region}', chosenRegion), region: chosenRegion, bucket: bucket ?? bucketPlaceholder};
};
