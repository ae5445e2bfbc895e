package org.tipstaff.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.util.function.Supplier;

/** Transactions of a hold's own, for the steps of long work that must be outside of anybody else's. */
@ApplicationScoped
class HoldTransactions {
    private final TransactionManager manager;

    HoldTransactions(TransactionManager manager) {
        this.manager = manager;
    }

    /**
     * @param step for the message
     * @throws IllegalStateException inside a transaction: it would stay open for minutes, or could roll back what
     *     cannot be undone
     */
    void requireNone(String step) {
        try {
            if (manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException(step + " a snapshot must not run inside a transaction");
            }
        } catch (SystemException e) {
            throw new IllegalStateException("The transaction manager does not answer", e);
        }
    }

    /** All of the work, or nothing of it. */
    <T> T inOne(Supplier<T> work) {
        boolean done = false;
        try {
            manager.begin();
            try {
                T result = work.get();
                manager.commit();
                done = true;
                return result;
            } finally {
                if (!done && manager.getStatus() != Status.STATUS_NO_TRANSACTION) {
                    manager.rollback();
                }
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The step of the hold was not committed", e);
        }
    }
}
