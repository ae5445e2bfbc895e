package org.tipstaff.signing;

import org.tipstaff.signing.demonstration.CertificateMaker;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.demonstration.DemonstrationStore;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;


import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Hashtable;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * P5: a document of 1 MB is signed as B-LTA and validated; beside it PDFBox and BouncyCastle sign and verify it with a
 * signature time-stamp (B-T), under the same key and time-stamp authority. CPU time of this process and wall time.
 */
public final class SigningBench {
    private static final int RUNS = 5;
    private static final int WARM_UP = 5;

    private final Path directory;
    private final Path document;
    private final DemonstrationAuthority authority;
    private final CertificateMaker.Identity custodian;

    private SigningBench(Path directory) {
        this.directory = directory;
        this.document = Documents.pdf(directory.resolve("document.pdf"), 1_000_000);
        this.authority = DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", Clock.systemUTC());
        this.custodian = DemonstrationStore.open(directory.resolve("keys"))
                .find("custodian")
                .orElseThrow();
    }

    private interface Step {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        SigningBench bench = new SigningBench(Files.createTempDirectory("tipstaff-bench"));
        double[][] ours = new double[2][RUNS];
        double[][] theirs = new double[2][RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            double[] a = seconds(bench::lasting);
            double[] b = seconds(bench::plain);
            for (int i = 0; i < 2 && run >= 0; i++) {
                ours[i][run] = a[i];
                theirs[i][run] = b[i];
            }
        }
        System.out.printf(
                Locale.US,
                "P5 B-LTA signed and validated, 1 MB   %.0f ms CPU, %.0f ms wall%n",
                1e3 * median(ours[0]),
                1e3 * median(ours[1]));
        System.out.printf(
                Locale.US,
                "P5 PDFBox and BouncyCastle, B-T       %.0f ms CPU, %.0f ms wall%n",
                1e3 * median(theirs[0]),
                1e3 * median(theirs[1]));
        System.out.printf(
                Locale.US,
                "P5 ratio                              %.2f CPU, %.2f wall (goal 3)%n",
                median(ours[0]) / median(theirs[0]),
                median(ours[1]) / median(theirs[1]));
    }

    private void lasting() {
        Path signed = directory.resolve("lasting.pdf");
        new DocumentSigner(authority.custodianKey(), authority.evidence(), Clock.systemUTC())
                .sign(document, signed, SignerStatement.invisible("Jordan Example", "I certify", "Wilmington"));
        if (new SignatureValidator(authority.anchors(), Clock.systemUTC())
                        .validate(signed)
                        .verdict()
                != SignatureReport.Verdict.VALID) {
            throw new IllegalStateException("The signature is not valid");
        }
    }

    private void plain() throws Exception {
        Path signed = directory.resolve("plain.pdf");
        try (PDDocument pdf = Loader.loadPDF(document.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ETSI_CADES_DETACHED);
            signature.setName("Jordan Example");
            signature.setSignDate(Calendar.getInstance());
            pdf.addSignature(signature, this::cms);
            pdf.saveIncremental(out);
        }
        byte[] bytes = Files.readAllBytes(signed);
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDSignature signature = pdf.getSignatureDictionaries().get(0);
            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(bytes)), signature.getContents(bytes));
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            boolean valid = signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(custodian.certificate()));
            TimeStampToken token = new TimeStampToken(
                    org.bouncycastle.asn1.cms.ContentInfo.getInstance(signer.getUnsignedAttributes()
                            .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                            .getAttributeValues()[0]));
            X509CertificateHolder holder = token.getCertificates().getMatches(null).iterator().next();
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
            if (!valid
                    || !Arrays.equals(
                            token.getTimeStampInfo().getMessageImprintDigest(), sha256(signer.getSignature()))) {
                throw new IllegalStateException("The peer's signature is not valid");
            }
        }
    }

    private byte[] cms(InputStream content) throws IOException {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(custodian.key()),
                                    new JcaX509CertificateHolder(custodian.certificate())));
            generator.addCertificates(new JcaCertStore(custodian.chain()));
            CMSSignedData signed =
                    generator.generate(new CMSProcessableByteArray(content.readAllBytes()), false);
            SignerInformation signer = signed.getSignerInfos().iterator().next();
            byte[] token = authority
                    .evidence()
                    .timeStamps()
                    .getTimeStampResponse(DigestAlgorithm.SHA256, sha256(signer.getSignature()))
                    .getBytes();
            Hashtable<org.bouncycastle.asn1.ASN1ObjectIdentifier, Object> attributes = new Hashtable<>();
            attributes.put(
                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new Attribute(
                            PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                            new DERSet(ASN1Primitive.fromByteArray(token))));
            SignerInformation stamped =
                    SignerInformation.replaceUnsignedAttributes(signer, new AttributeTable(attributes));
            return CMSSignedData.replaceSigners(signed, new SignerInformationStore(stamped))
                    .getEncoded();
        } catch (java.security.GeneralSecurityException
                | org.bouncycastle.operator.OperatorCreationException
                | org.bouncycastle.cms.CMSException e) {
            throw new IOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) throws java.security.NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static double[] seconds(Step step) throws Exception {
        long cpu = cpu();
        long wall = System.nanoTime();
        // The clock of CPU time ticks every 10 ms.
        for (int i = 0; i < 3; i++) {
            step.run();
        }
        return new double[] {(cpu() - cpu) / 3e9, (System.nanoTime() - wall) / 3e9};
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
