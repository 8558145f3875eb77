import {Buffer} from 'node:buffer';
import {X509Certificate} from 'node:crypto';
import {FaasrTuiError} from '../../ports/errors/faasr-tui-error.js';

const pattern = /-{5}BEGIN CERTIFICATE-{5}[^-]+-{5}END CERTIFICATE-{5}/g;

const listCertificates = (text: string): readonly string[] => text.match(pattern) ?? [];

const isCertificate = (text: string): boolean => {
	try {
		return new X509Certificate(text).serialNumber !== '';
	} catch {
		return false;
	}
};

/**
The certificates of a server's `SSLCertificate`: PEM, or PEM in base64 as FaaSr's documentation has it.

Throws a `FaasrTuiError` with code `document-invalid` when it holds none, or one that cannot be read. `setting` names its place in the document.
*/
export const readCertificates = (text: string, setting: string): readonly string[] => {
	const direct = listCertificates(text.replaceAll(String.raw`\n`, '\n'));
	const certificates = direct.length > 0 ? direct : listCertificates(Buffer.from(text, 'base64').toString('latin1'));
	if (certificates.length === 0 || !certificates.every(certificate => isCertificate(certificate))) {
		throw new FaasrTuiError(`${setting} holds no certificate.`, {
			code: 'document-invalid', hint: 'Write the certificate of the server\'s authority there: PEM, or that in base64.',
		});
	}

	return certificates;
};
