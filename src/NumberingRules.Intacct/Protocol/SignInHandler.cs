using System.Net;
using System.Net.Http.Headers;

namespace NumberingRules.Intacct;

/// <summary>Signs every request, and once more with another token if the first is not taken.</summary>
internal sealed class SignInHandler(IntacctOptions options, SignIn signIn) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? failed = null;
        while (true)
        {
            var (token, problem) = await signIn.TokenAsync(failed, base.SendAsync, cancellationToken).ConfigureAwait(false);
            if (problem is not null)
            {
                return NotLetIn(problem);
            }

            request.Headers.Authorization = new("Bearer", token);
            if (options.Entity is { } entity)
            {
                request.Headers.Remove("X-IA-API-Param-Entity");
                request.Headers.Add("X-IA-API-Param-Entity", entity);
            }

            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.Unauthorized || failed is not null)
            {
                return response;
            }

            response.Dispose();
            failed = token;
        }
    }

    /// <summary>Nothing was asked of the ERP but a token. A waiting time or a failure of the server stands as it is; any "no" says that nobody is let in.</summary>
    private static HttpResponseMessage NotLetIn(HttpResponseMessage problem)
    {
        if (problem.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
        {
            problem.StatusCode = HttpStatusCode.Unauthorized;
        }

        return problem;
    }
}
