package dev.consent4j.servlet.enforcement;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * An async context that ends the page before the response is completed.
 *
 * @param container the container's own
 * @param body the page
 */
record MarkupAsync(AsyncContext container, MarkupBody body) implements AsyncContext {

    @Override
    public void complete() {
        try {
            body.end();
        } catch (IOException gone) {
            // The connection has failed, which the container tells its listeners.
        }
        container.complete();
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(new Relayed(listener, this));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(new Relayed(listener, this), request, response);
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        container.dispatch();
    }

    @Override
    public void dispatch(String path) {
        container.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container.dispatch(context, path);
    }

    @Override
    public void start(Runnable run) {
        container.start(run);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long milliseconds) {
        container.setTimeout(milliseconds);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }

    /** A listener that gets our context with its events, because it may complete the response through it. */
    private record Relayed(AsyncListener listener, MarkupAsync context) implements AsyncListener {

        private AsyncEvent ours(AsyncEvent event) {
            return new AsyncEvent(
                    context, event.getSuppliedRequest(), event.getSuppliedResponse(), event.getThrowable());
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            listener.onComplete(ours(event));
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            listener.onTimeout(ours(event));
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            listener.onError(ours(event));
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            listener.onStartAsync(new AsyncEvent(
                    new MarkupAsync(event.getAsyncContext(), context.body()),
                    event.getSuppliedRequest(),
                    event.getSuppliedResponse(),
                    event.getThrowable()));
        }
    }
}
