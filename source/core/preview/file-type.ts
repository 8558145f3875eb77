/** How the content of a file is looked at. */
export type ContentForm = 'text' | 'csv' | 'tsv' | 'json' | 'markdown' | 'png' | 'jpeg' | 'opaque';

/** What a file is. */
export type FileType = {
	readonly form: ContentForm;
	/** In a word or two. */
	readonly name: string;
};

type Known = FileType & {
	readonly endings: readonly string[];
	/** How such a file begins; absent where the ending decides. Latin-1. */
	readonly begins?: string;
};

const opaque = (name: string, endings: string, begins?: string): Known =>
	({form: 'opaque', name, endings: endings.split(' '), ...(begins !== undefined && {begins})});

/** The first that fits decides, by its ending first: many formats are ZIP or gzip inside. */
const known: readonly Known[] = [
	{form: 'csv', name: 'CSV', endings: ['csv']},
	{form: 'tsv', name: 'TSV', endings: ['tsv', 'tab']},
	{form: 'json', name: 'JSON', endings: ['json', 'geojson', 'topojson', 'ipynb']},
	{form: 'markdown', name: 'Markdown', endings: ['md', 'markdown', 'rmd', 'qmd']},
	{form: 'png', name: 'PNG picture', endings: ['png'], begins: '\u0089PNG\r\n\u001A\n'},
	{form: 'jpeg', name: 'JPEG picture', endings: ['jpg', 'jpeg'], begins: '\u00FF\u00D8\u00FF'},
	opaque('R data', 'rds rda rdata'),
	opaque('Excel', 'xlsx xlsm xls'),
	opaque('Word', 'docx doc'),
	opaque('NumPy', 'npz'),
	opaque('Python pickle', 'pkl pickle'),
	opaque('Parquet', 'parquet', 'PAR1'),
	opaque('Arrow', 'arrow', 'ARROW1'),
	opaque('Feather', 'feather', 'FEA1'),
	opaque('NumPy', 'npy', '\u0093NUMPY'),
	opaque('HDF5 or NetCDF', 'h5 hdf5 nc nc4', '\u0089HDF\r\n\u001A\n'),
	opaque('NetCDF', 'nc cdf', 'CDF\u0001'),
	opaque('NetCDF', 'nc cdf', 'CDF\u0002'),
	opaque('PDF', 'pdf', '%PDF-'),
	opaque('GIF picture', 'gif', 'GIF8'),
	opaque('TIFF picture', 'tif tiff', 'II*\0'),
	opaque('TIFF picture', 'tif tiff', 'MM\0*'),
	opaque('WebP picture', 'webp', 'RIFF'),
	opaque('SQLite', 'sqlite db', 'SQLite format 3\0'),
	opaque('ZIP', 'zip', 'PK\u0003\u0004'),
	opaque('gzip', 'gz tgz', '\u001F\u008B'),
	opaque('bzip2', 'bz2', 'BZh'),
	opaque('xz', 'xz', '\u00FD7zXZ\0'),
	opaque('Zstandard', 'zst', '\u0028\u00B5\u002F\u00FD'),
];

const getEnding = (key: string): string => {
	const name = key.slice(key.lastIndexOf('/') + 1);
	return name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
};

const startsAs = (bytes: Uint8Array, begins: string): boolean => [...begins].every((character, index) => bytes[index] === character.codePointAt(0));

/** What the name of a file says it is; nothing for a name that says nothing. */
export const findTypeOfName = (key: string): FileType | undefined => {
	const ending = getEnding(key);
	return known.find(({endings}) => endings.includes(ending));
};

/** What the first bytes of a file say it is; nothing where they can be anything. */
export const findTypeOfBytes = (bytes: Uint8Array): FileType | undefined =>
	known.find(({begins}) => begins !== undefined && startsAs(bytes, begins));
