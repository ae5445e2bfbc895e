package org.tipstaff.signing;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;

/** Parts of a CMS signed-data object (RFC 5652 section 5) that its signature does not cover, and that follow from the rest. */
final class CmsSpelling {
    private CmsSpelling() {}

    /** Whether the object is spelled as its own content demands, so that a changed byte there shows. */
    static boolean isStrict(byte[] cms) {
        try {
            if (!java.util.Arrays.equals(ASN1Primitive.fromByteArray(cms).getEncoded(), cms)) {
                return false;
            }
            CMSSignedData signed = new CMSSignedData(cms);
            Set<AlgorithmIdentifier> used = new HashSet<>();
            for (SignerInformation signer : signed.getSignerInfos()) {
                used.add(signer.getDigestAlgorithmID());
                if (signed.getCertificates().getMatches(signer.getSID()).isEmpty()) {
                    return false;
                }
            }
            return used.equals(signed.getDigestAlgorithmIDs());
        } catch (CMSException | IOException | RuntimeException e) {
            return false;
        }
    }
}
