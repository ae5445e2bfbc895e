package org.tipstaff.pdf;

/**
 * Where the document keeps room for a visible signature: an empty signature field (ISO 32000-1, 12.7.4.5).
 *
 * @param fieldName the field that a signer fills
 * @param page from 1
 * @param left points from the page's left edge
 * @param bottom points from the page's lower edge
 * @param width points
 * @param height points
 */
public record SignatureArea(String fieldName, int page, float left, float bottom, float width, float height) {}
