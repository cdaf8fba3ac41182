using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Settings;

/// <summary>The settings that are built. A change takes effect with the next top-level navigation, as documented.</summary>
internal sealed class SettingsFeature(View view) : Feature(view)
{
    private static readonly TimeSpan s_rendererBound = TimeSpan.FromSeconds(1);

    private bool _isScriptEnabled = true;
    private bool _isWebMessageEnabled = true;
    private string? _userAgent;
    private string _browserUserAgent = "";
    private bool _scriptSettingPending;
    private bool _nextHasDefaultDialogs = true;

    internal CoreWebView2Settings Public { get; } = new(view);

    internal bool IsScriptEnabled
    {
        get => _isScriptEnabled;
        set
        {
            _scriptSettingPending |= value != _isScriptEnabled;
            _isScriptEnabled = value;
        }
    }

    internal bool AreDefaultScriptDialogsEnabled { get; set; } = true;

    /// <summary>What <see cref="AreDefaultScriptDialogsEnabled"/> was when the navigation to the shown document had started.</summary>
    internal bool DocumentHasDefaultDialogs { get; private set; } = true;

    /// <summary>Holds from the next document on.</summary>
    internal bool AreBrowserAcceleratorKeysEnabled { get; set; } = true;

    /// <summary>Whether keys open the DevTools.</summary>
    internal bool AreDevToolsEnabled { get; set; } = true;

    internal bool IsWebMessageEnabled
    {
        get => _isWebMessageEnabled;
        set
        {
            if (value != _isWebMessageEnabled)
            {
                _isWebMessageEnabled = value;
                View.Messages.OnEnabledChanged();
            }
        }
    }

    internal string UserAgent
    {
        get => _userAgent ?? _browserUserAgent;
        set
        {
            if (string.IsNullOrEmpty(value))
            {
                // Documented: the one there is stays.
                return;
            }

            _userAgent = value;
            foreach (CdpSession session in View.Target.Sessions)
            {
                ApplyUserAgent(session);
            }
        }
    }

    /// <summary>Sets everything as it is set in another view.</summary>
    internal void TakeOver(SettingsFeature other)
    {
        IsScriptEnabled = other._isScriptEnabled;
        IsWebMessageEnabled = other._isWebMessageEnabled;
        AreDefaultScriptDialogsEnabled = other.AreDefaultScriptDialogsEnabled;
        AreBrowserAcceleratorKeysEnabled = other.AreBrowserAcceleratorKeysEnabled;
        AreDevToolsEnabled = other.AreDevToolsEnabled;
        UserAgent = other._userAgent ?? "";
    }

    /// <summary>A navigation is about to bring a new document: what was changed since the last one is applied to the target first.</summary>
    /// <returns>
    /// Complete when the navigation may go on: the old document's renderer has taken note, from where a new one learns of it. A renderer that hangs is not
    /// waited for longer than a second; a navigation is the way out of it.
    /// </returns>
    internal Task BeforeNewDocument()
    {
        if (!_scriptSettingPending)
        {
            return Task.CompletedTask;
        }

        _scriptSettingPending = false;
        Task applied = Task.WhenAll(View.Target.Sessions.FindAll(static session => !session.HasLostRenderer).ConvertAll(session =>
            session.SendAsync<Emulation.SetScriptExecutionDisabledCommand, EmptyResult>(new Emulation.SetScriptExecutionDisabledCommand(!_isScriptEnabled))));
        View.Dispatcher.Observe(applied);
        return View.Dispatcher.Marshal(Task.WhenAny(applied, Task.Delay(s_rendererBound)));
    }

    /// <summary>The handlers of NavigationStarting have run: what is set now is for the document to come.</summary>
    internal void OnNavigationStarted() => _nextHasDefaultDialogs = AreDefaultScriptDialogsEnabled;

    /// <summary>The top frame has a new document.</summary>
    internal void OnNewDocument()
    {
        DocumentHasDefaultDialogs = _nextHasDefaultDialogs;
        View.Keys.AreBrowserKeysEnabled = AreBrowserAcceleratorKeysEnabled;
    }

    /// <summary>What the browser says of itself before the app has said anything.</summary>
    internal void Begin(string userAgent) => _browserUserAgent = userAgent;

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (!_isScriptEnabled)
        {
            ApplyScript(session);
        }

        if (_userAgent is not null)
        {
            ApplyUserAgent(session);
        }
    }

    internal override void OnRecovered(CdpSession session)
    {
        ApplyScript(session);
        if (session == View.Page)
        {
            _scriptSettingPending = false;
        }

        if (_userAgent is not null)
        {
            ApplyUserAgent(session);
        }
    }

    private void ApplyScript(CdpSession session) => session.Post(new Emulation.SetScriptExecutionDisabledCommand(!_isScriptEnabled));

    private void ApplyUserAgent(CdpSession session) => session.Post(new Emulation.SetUserAgentOverrideCommand(_userAgent ?? _browserUserAgent));
}
