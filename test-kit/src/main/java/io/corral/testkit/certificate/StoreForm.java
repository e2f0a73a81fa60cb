package io.corral.testkit.certificate;

/** The forms of key stores and trust stores, by ZooKeeper's names. */
public enum StoreForm {
    JKS(".jks"),
    PKCS12(".p12"),
    BCFKS(".bcfks"),
    PEM(".pem");

    private final String suffix;

    StoreForm(String suffix) {
        this.suffix = suffix;
    }

    /** How names of such files end. */
    public String suffix() {
        return suffix;
    }
}
