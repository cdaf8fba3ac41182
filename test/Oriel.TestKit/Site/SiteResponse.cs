using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace Oriel.TestKit.Site;

/// <summary>What the site answers, or how it fails to.</summary>
public sealed record SiteResponse
{
    /// <summary>The status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The reason phrase; the usual one of the status when null.</summary>
    public string? Reason { get; init; }

    /// <summary>Sent in this order, after Content-Length.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What becomes of the answer on its way.</summary>
    public SiteFault Fault { get; init; }

    /// <returns>A page.</returns>
    /// <param name="html">Its whole text.</param>
    /// <param name="status">Its status.</param>
    public static SiteResponse Html(string html, int status = 200) => Text(html, "text/html; charset=utf-8", status);

    /// <returns>Text of any type.</returns>
    public static SiteResponse Text(string text, string contentType = "text/plain; charset=utf-8", int status = 200) =>
        Bytes(Encoding.UTF8.GetBytes(text), contentType, status);

    /// <returns>Bytes of any type.</returns>
    public static SiteResponse Bytes(ReadOnlyMemory<byte> body, string contentType, int status = 200) =>
        new SiteResponse { Status = status, Body = body }.With("Content-Type", contentType);

    /// <returns>A redirect.</returns>
    public static SiteResponse Redirect(string location, int status = 302) => new SiteResponse { Status = status }.With("Location", location);

    /// <returns>204: the browser stays where it is.</returns>
    public static SiteResponse NoContent() => new() { Status = 204 };

    /// <returns>A file to be saved.</returns>
    public static SiteResponse Download(string fileName, ReadOnlyMemory<byte> body) =>
        Bytes(body, "application/octet-stream").With("Content-Disposition", $"attachment; filename=\"{fileName}\"");

    /// <returns>The request as JSON: method, target, headers (name and value, in their order) and body.</returns>
    public static SiteResponse Echo(SiteRequest request)
    {
        JsonObject echo = new()
        {
            ["method"] = request.Method,
            ["target"] = request.Target,
            ["headers"] = new JsonArray([.. request.Headers.Select(header => new JsonArray(header.Key, header.Value))]),
            ["body"] = request.Text,
        };
        return Text(echo.ToJsonString(), "application/json");
    }

    /// <returns>The answer for whoever gives the name and password; for others a demand for them.</returns>
    public static SiteResponse ForUser(SiteRequest request, string name, string password, Func<SiteResponse> answer, string realm = "oriel")
    {
        string expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));
        return request.Header("Authorization") == expected ? answer() : Html("<h1>401</h1>", 401).With("WWW-Authenticate", $"Basic realm=\"{realm}\"");
    }

    /// <returns>No answer: the connection is closed with no byte sent.</returns>
    public static SiteResponse Drop() => new() { Fault = SiteFault.Drop };

    /// <returns>No answer: the connection stays open and silent until the browser or the site gives up.</returns>
    public static SiteResponse Never() => new() { Fault = SiteFault.Never };

    /// <returns>The same with a header more.</returns>
    public SiteResponse With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    internal byte[] EncodeHead()
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {Status} {Reason ?? ReasonOf(Status)}\r\n");
        // A 204 or 304 has no body, and says nothing of its length.
        if (Status is not (204 or 304))
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        }

        foreach ((string name, string value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
    }

    private static string ReasonOf(int status) => ((System.Net.HttpStatusCode)status).ToString();
}
