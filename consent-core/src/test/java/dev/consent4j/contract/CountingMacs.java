package dev.consent4j.contract;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import org.jspecify.annotations.Nullable;

/** Counts the codes computed with keys made while it is open: a provider in front of the platform's own. */
public final class CountingMacs extends Provider implements AutoCloseable {

    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final transient AtomicInteger computed = new AtomicInteger();

    /** Begins to count. */
    public CountingMacs() {
        super("CountingMacs", "1", "counts codes");
        putService(new Service(this, "Mac", ALGORITHM, Counting.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Counting(computed);
            }
        });
        Security.insertProviderAt(this, 1);
    }

    /** How many codes were computed so far. */
    public int computed() {
        return computed.get();
    }

    @Override
    public void close() {
        Security.removeProvider(getName());
    }

    private static final class Counting extends MacSpi {

        private final Mac platform;
        private final AtomicInteger computed;

        Counting(AtomicInteger computed) {
            this.computed = computed;
            try {
                platform = Mac.getInstance(ALGORITHM, "SunJCE");
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        @Override
        protected int engineGetMacLength() {
            return platform.getMacLength();
        }

        @Override
        protected void engineInit(Key key, @Nullable AlgorithmParameterSpec parameters)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            platform.init(key, parameters);
        }

        @Override
        protected void engineUpdate(byte input) {
            platform.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            platform.update(input, offset, length);
        }

        @Override
        protected byte[] engineDoFinal() {
            computed.incrementAndGet();
            return platform.doFinal();
        }

        @Override
        protected void engineReset() {
            platform.reset();
        }
    }
}
