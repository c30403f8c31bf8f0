/**
 * What leaves a ledger: exports that anybody can verify, and receipts a person can keep.
 *
 * <p>In: a {@code ledger} and what of it is asked for, by whom and what for; or an export or a receipt from anywhere. Out:
 * a stream in a documented format, recorded before its first byte, or what verifying found. {@link
 * dev.consent4j.export.ExportVerifier} and {@link dev.consent4j.export.ReceiptVerifier} need no database and no server.
 */
@NullMarked
package dev.consent4j.export;

import org.jspecify.annotations.NullMarked;
