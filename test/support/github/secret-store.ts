import {Buffer} from 'node:buffer';
import {generateKeyPairSync} from 'node:crypto';

/** A secret as it was stored: nobody but the owner of the private key can read it. */
export type StoredSecret = {
	/** `owner/name`. */
	readonly repository: string;
	/** In capitals, as GitHub keeps it. */
	readonly name: string;
	/** Sealed, base64. */
	readonly encryptedValue: string;
};

/** The secrets of one API's repositories. */
export type SecretStore = {
	readonly publicKey: string;
	readonly keyId: string;
	readonly listNames: (repository: string) => readonly string[];
	/** Stores a secret; tells whether the name is new. */
	readonly put: (secret: StoredSecret) => boolean;
};

const createPublicKey = (): string => {
	const {x = ''} = generateKeyPairSync('x25519').publicKey.export({format: 'jwk'});
	return Buffer.from(x, 'base64url').toString('base64');
};

export type SecretStoreOptions = {
	/** The key that secrets are sealed for, base64. @default one whose private half nobody has */
	readonly secretsPublicKey?: string | undefined;
	/** Called for each secret that is stored. */
	readonly onSecret?: ((secret: StoredSecret) => void) | undefined;
};

/** Creates an empty store. Only names are kept: values could not be read anyway. */
export const createSecretStore = ({secretsPublicKey: publicKey = createPublicKey(), onSecret}: SecretStoreOptions): SecretStore => {
	const names = new Map<string, Set<string>>();
	return {
		publicKey,
		keyId: '568250167242549743',
		listNames: repository => [...names.get(repository) ?? []].sort(),
		put(secret) {
			const known = names.get(secret.repository) ?? new Set<string>();
			const isNew = !known.has(secret.name);
			names.set(secret.repository, known.add(secret.name));
			onSecret?.(secret);
			return isNew;
		},
	};
};
