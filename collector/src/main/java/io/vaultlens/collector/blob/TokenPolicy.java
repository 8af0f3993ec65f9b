package io.vaultlens.collector.blob;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import io.vaultlens.collector.token.BearerToken;
import reactor.core.publisher.Mono;

/**
 * Signs requests in with a bearer token; after one that is refused the next gets a new token.
 *
 * <p>The token is asked for by ourselves, as Resource Manager's source does: the library for that
 * would bring 30 others. The client takes a policy of this class only for a sign-in.
 */
final class TokenPolicy extends BearerTokenAuthenticationPolicy {
    private static final int REFUSED = 401;

    private final BearerToken token;

    TokenPolicy(BearerToken token) {
        super(_ -> Mono.error(new IllegalStateException("tokens are added by the policy")));
        this.token = token;
    }

    @Override
    public Mono<HttpResponse> process(
            HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        signIn(context);
        return next.process().doOnNext(this::look);
    }

    @Override
    public HttpResponse processSync(
            HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        signIn(context);
        HttpResponse response = next.processSync();
        look(response);
        return response;
    }

    private void signIn(HttpPipelineCallContext context) {
        context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.text());
    }

    private void look(HttpResponse response) {
        if (response.getStatusCode() == REFUSED) {
            token.forget();
        }
    }
}
