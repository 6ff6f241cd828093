# /etc/varnish/default.vcl: Varnish before one portal. Set in the portal's .env:
#   TRUST_PROXY=1
#   CDN_PURGE_URL=http://127.0.0.1:6081/
#   CDN_PURGE_KIND=surrogate-key
#   CDN_PURGE_METHOD=PURGE
vcl 4.1;

backend default {
    .host = "127.0.0.1";
    .port = "1337";
}

acl portal {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    # The portal says which keys are outdated, after each commit.
    if (req.method == "PURGE") {
        if (client.ip !~ portal) {
            return (synth(405));
        }
        if (req.http.Surrogate-Key !~ "^[A-Za-z0-9_ -]+$") {
            return (synth(400));
        }
        ban("obj.http.Surrogate-Key ~ (^|\s)(" + regsuball(req.http.Surrogate-Key, " +", "|") + ")(\s|$)");
        return (synth(200));
    }
    # Events that never end are handed through.
    if (req.url ~ "^/api/response-cache/changes") {
        return (pipe);
    }
}

sub vcl_backend_response {
    # What is outdated is shown to nobody, not even while it is asked for anew.
    set beresp.grace = 0s;
}

sub vcl_deliver {
    unset resp.http.Surrogate-Key;
}
