package org.tipstaff.request;

/**
 * Fired in the transaction of a move, so that other features can join it with what follows from it. An observer that
 * fails takes the move back with it.
 *
 * <p>Who listens, named in words because a request knows no feature:
 *
 * <ul>
 *   <li>Notices, of requests: a mail to the officer is due where they are sent back, refused, disclosed or recalled.
 *   <li>DecisionDrafts, of the review: what the reviewer had half written is over.
 *   <li>DestroyHold, of holds: where it is refused, withdrawn, expired or closed, its frozen rows are to be destroyed.
 *   <li>PrepareStep, of disclosures: what is approved is to be prepared.
 *   <li>SignStep, of disclosures: an intent to sign is void once the request is no longer prepared.
 *   <li>DestroyDisclosure, of disclosures: what was prepared and taken back, or has ended, is to be destroyed.
 *   <li>LettersDue, of letters: a refusal, a partial grant, a preservation or a recall owes the officer a letter.
 * </ul>
 */
public record RequestMoved(Request request, Moved moved) {}
